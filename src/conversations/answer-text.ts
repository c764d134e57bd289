import { withoutThinking } from "../providers/formats/thinking-tags.ts";
import type { Message } from "./conversation.ts";
import { isRunning } from "./message-state.ts";

/**
 * Returns the text of a message as it is shown, copied and exported: without thinking. Older versions stored thinking
 * in tags within the answer. A running answer holds none, because it is separated on arrival.
 */
export function answerText({ role, state, text }: Pick<Message, "role" | "state" | "text">): string {
  const mayHoldThinking = role === "assistant" && !isRunning(state) && /<\/?think/i.test(text);
  return mayHoldThinking ? withoutThinking(text) : text;
}
