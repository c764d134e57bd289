import { ChatError } from "../chat-error.ts";
import { untilAborted } from "../transport/wait.ts";

/**
 * Returns what `promise` gives. What it does later than that is ignored.
 * @throws ChatError of kind `not-answering` after `milliseconds`
 * @throws what `promise` rejects with, or the signal's reason
 */
export function inTime<Value>(promise: Promise<Value>, milliseconds: number, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new ChatError("not-answering")), milliseconds);
    untilAborted(promise, signal)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}
