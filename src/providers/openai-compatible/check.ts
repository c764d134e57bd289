import { ChatError } from "../chat-error.ts";
import type { Call, ChatRequest, ReplyPart } from "../provider.ts";
import type { Bases } from "./bases.ts";
import { readModels } from "./models.ts";
import type { Preset } from "./presets.ts";
import type { Server } from "./server.ts";

/** The shortest question that shows whether a model answers. */
const QUESTION = "Hi";

/**
 * Checks a server in the order in which things go wrong: the network, the key, the path, the models, and the question.
 * A list alone proves little: OpenRouter's needs no key, and a GET carries no `Origin`, which some servers refuse.
 * @param model the chosen one. Absent: only a server with a single model is asked a question
 * @throws ChatError
 */
export async function checkServer(
  { server, bases, preset }: { server: Server; bases: Bases; preset: Preset },
  chat: (request: ChatRequest, call: Call) => AsyncGenerator<ReplyPart, void, void>,
  call: Call,
  model: string | undefined,
): Promise<void> {
  const models = await bases.first(async (baseUrl) => readModels(await server.get(baseUrl, "/models", call)));
  const { keyCheckPath } = preset;
  if (keyCheckPath !== undefined) await bases.first((baseUrl) => server.get(baseUrl, keyCheckPath, call));
  const [only, second] = models;
  if (only === undefined) throw new ChatError("no-model");
  if (model !== undefined && !models.some(({ id }) => id === withoutVariant(model) || id === model)) {
    throw new ChatError("no-model");
  }
  const asked = model ?? (second === undefined ? only.id : undefined);
  if (asked === undefined) return;
  const request: ChatRequest = { messages: [{ role: "user", text: QUESTION }], model: asked };
  for await (const part of chat(request, call)) {
    // Whatever the model says or thinks: it answers. Leaving ends it.
    if (part.type === "text" || part.type === "reasoning") return;
  }
}

/** OpenRouter's ways of serving a model, such as `:free` or `:online`, are not all listed. */
function withoutVariant(model: string): string {
  return model.replace(/:[\w-]+$/, "");
}
