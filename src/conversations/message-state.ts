import type { Message, MessageState } from "./conversation.ts";

/** Whether an answer in this state is still being written. */
export function isRunning(state: MessageState): boolean {
  return state === "sending" || state === "streaming";
}

/** Returns the message as the next background finds it: `interrupted` if it was still being written. */
export function interrupt(message: Message): Message {
  if (!isRunning(message.state)) return message;
  const { inLine: _, loading: _loading, ...kept } = message;
  return { ...kept, state: "interrupted" };
}

/** Whether the answer is complete: the backend ended it, and nothing is missing. */
export function isWhole({ state, incomplete }: Message): boolean {
  return state === "done" && incomplete === undefined;
}
