import { checkByAsking } from "../formats/check-by-asking.ts";
import { splitThinking } from "../formats/split-thinking.ts";
import type { Call, Provider, ProviderType, Traits } from "../provider.ts";
import { originsOf, traitsAt } from "../transport/addresses/server-address.ts";
import { createAsk } from "./ask.ts";
import { ollamaConfigSchema, OLLAMA_URL, type OllamaConfig } from "./config.ts";
import { createModels, type Models } from "./models.ts";
import { createServer } from "./server.ts";

function traitsOf({ baseUrl = OLLAMA_URL }: OllamaConfig): Traits {
  return traitsAt(baseUrl, "optional");
}

/** Creates the type of Ollama, by its own API: the one that OpenAI's clients use cannot say how much context there is. */
export function createOllama(): ProviderType<OllamaConfig> {
  function create(config: OllamaConfig): Provider {
    const server = createServer(config.baseUrl ?? OLLAMA_URL, traitsOf(config).limits);
    const models = createModels(server);
    const ask = createAsk(config, server, models);
    const chat: Provider["chat"] = (request, call) => splitThinking(ask(request, call));
    return { listModels: models.list, check: (call, model) => checkServer(models, chat, call, model), chat };
  }

  return {
    type: "ollama",
    config: ollamaConfigSchema,
    traits: traitsOf({}),
    traitsOf,
    origins: ({ baseUrl = OLLAMA_URL }) => originsOf(baseUrl),
    create,
  };
}

/**
 * Checks that Ollama has models and takes what is posted, since only that carries an origin. Of several models none is
 * loaded that nobody has chosen.
 */
async function checkServer(
  models: Models,
  chat: Provider["chat"],
  call: Call,
  chosen: string | undefined,
): Promise<void> {
  const names = await models.names(call);
  const [first] = names;
  if (chosen === undefined && first !== undefined) await models.details(first, call);
  await checkByAsking(chat, call, {
    models: names.map((id) => ({ id, input: ["text"] })),
    model: chosen,
    takes: (model) => names.some((name) => withTag(name) === withTag(model)),
  });
}

/** A name without a tag means the latest. */
function withTag(name: string): string {
  return /:[^/]*$/.test(name) ? name : `${name}:latest`;
}
