import { ChatError } from "../chat-error.ts";
import type { Call, Model, Provider } from "../provider.ts";

/** The shortest question that shows whether a model answers. */
const QUESTION = "Hi";

/** What a server was found to have. */
export interface Found {
  /** The models that it lists. */
  models: readonly Model[];
  /** The chosen model. Absent: only a server with a single model is asked a question, because nobody knows which else. */
  model: string | undefined;
  /** Whether the server takes this name. Default: names that it lists. */
  takes?(model: string): boolean;
}

/**
 * Checks the last two things that a list of models leaves open: whether the chosen one is there, and whether it answers. A
 * list alone proves little, because a GET carries no `Origin`, which some servers refuse. The answer is left at its first
 * word.
 * @throws ChatError; `no-model` if there is none, or not this one
 */
export async function checkByAsking(chat: Provider["chat"], call: Call, found: Found): Promise<void> {
  const { models, model, takes = (name) => models.some(({ id }) => id === name) } = found;
  const [only, second] = models;
  if (only === undefined || (model !== undefined && !takes(model))) throw new ChatError("no-model");
  const asked = model ?? (second === undefined ? only.id : undefined);
  if (asked === undefined) return;
  for await (const part of chat({ messages: [{ role: "user", text: QUESTION }], model: asked }, call)) {
    if (part.type === "text" || part.type === "reasoning") return;
  }
}
