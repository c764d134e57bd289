import { withoutThinking } from "../providers/formats/thinking-tags.ts";
import { isRunning, type Message } from "./conversation.ts";

/**
 * The text of a message as it is shown and handed on. Answers that were stored before thinking was told apart hold it in
 * tags: it is no part of what was answered. What still grows is told apart where it comes from.
 */
export function answerText({ role, state, text }: Pick<Message, "role" | "state" | "text">): string {
  const mayHoldThinking = role === "assistant" && !isRunning(state) && /<\/?think/i.test(text);
  return mayHoldThinking ? withoutThinking(text) : text;
}
