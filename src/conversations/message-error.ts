import type { ChatError } from "../providers/chat-error.ts";
import type { MessageError } from "./conversation.ts";

/**
 * Returns what is kept and shown of an error. The cause is left out, because it may hold anything.
 * @param at when it failed, in ms since 1970
 */
export function toMessageError(error: ChatError, at: number): MessageError {
  const { kind, status, detail, retryAfterMs, mayBeBackEarlier, context } = error;
  return {
    kind,
    ...(status !== undefined && { status }),
    ...(detail !== undefined && { detail }),
    ...(retryAfterMs !== undefined && { retryAt: at + retryAfterMs, ...(mayBeBackEarlier && { mayBeBackEarlier }) }),
    ...(context !== undefined && { context }),
  };
}
