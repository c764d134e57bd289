import { ChatError } from "../chat-error.ts";
import { checkByAsking } from "../formats/check-by-asking.ts";
import { createModelFacts } from "../formats/model-facts.ts";
import { createServerClient } from "../formats/server-client.ts";
import { toTurns } from "../formats/turns.ts";
import type { Call, ChatRequest, Provider, ProviderType, Traits } from "../provider.ts";
import { endpoint } from "../transport/addresses/normalise-address.ts";
import { originsOf, serviceTraits, traitsAt } from "../transport/addresses/server-address.ts";
import { SIDE_TIME_LIMITS, type TimeLimits } from "../transport/time-limits.ts";
import { createContentReader } from "./content-reader.ts";
import { geminiConfigSchema, type GeminiConfig, GEMINI_URL } from "./config.ts";
import { RULES } from "./error-rules.ts";
import { readModels, toId } from "./models.ts";

function traitsOf({ baseUrl = GEMINI_URL }: GeminiConfig): Traits {
  return traitsAt(baseUrl, originsOf(baseUrl)[0] === originsOf(GEMINI_URL)[0] ? "required" : "optional");
}

/** Unknown fields are refused, so no more is sent than is needed. Thoughts are asked for where the model has any. */
function toBody({ messages }: ChatRequest, thinks: boolean): object {
  const { system, turns } = toTurns(messages);
  return {
    ...(system !== undefined && { systemInstruction: { parts: [{ text: system }] } }),
    contents: turns.map(({ role, text }) => ({ role: role === "assistant" ? "model" : role, parts: [{ text }] })),
    ...(thinks && { generationConfig: { thinkingConfig: { includeThoughts: true } } }),
  };
}

/** Creates the type of Google's Gemini. */
export function createGemini(): ProviderType<GeminiConfig> {
  function create(config: GeminiConfig): Provider {
    const { baseUrl = GEMINI_URL } = config;
    const client = createServerClient({
      traits: traitsOf(config),
      rules: RULES,
      keyHeader: { name: "x-goog-api-key" },
    });

    const list = (call: Call, limits?: TimeLimits) =>
      readModels((query) => {
        const url = new URL(endpoint(baseUrl, "/models"));
        for (const [name, value] of query) url.searchParams.set(name, value);
        return client.get(url.href, call, limits);
      });

    const thinking = createModelFacts(
      async (call) => new Map((await list(call, SIDE_TIME_LIMITS)).map((model) => [model.id, model.thinking === true])),
    );

    async function* chat(request: ChatRequest, call: Call) {
      if (request.model === undefined) throw new ChatError("no-model");
      const model = toId(request.model);
      const body = toBody(request, (await thinking(model, call)) ?? false);
      const path = model.includes("/") ? `/${model}` : `/models/${model}`;
      const url = new URL(endpoint(baseUrl, `${encodeURI(path)}:streamGenerateContent`));
      // Without it the answer comes as one list.
      url.searchParams.set("alt", "sse");
      yield* client.ask(url.href, body, createContentReader, call);
    }

    return {
      listModels: (call) => list(call),
      async check(call, model) {
        await checkByAsking(chat, call, { models: await list(call), model: model === undefined ? model : toId(model) });
      },
      chat,
    };
  }

  return {
    type: "gemini",
    config: geminiConfigSchema,
    traits: serviceTraits("required"),
    traitsOf,
    origins: ({ baseUrl = GEMINI_URL }) => originsOf(baseUrl),
    create,
  };
}
