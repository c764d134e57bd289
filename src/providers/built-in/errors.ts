import { ChatError, type ChatErrorKind } from "../chat-error.ts";

/** What the browser's exceptions mean. */
const KINDS: ReadonlyMap<string, ChatErrorKind> = new Map<string, ChatErrorKind>([
  /** No service that runs the model, or an unknown language. */
  ["NotSupportedError", "no-model"],
  /** It is not downloaded, and no click asked for that; or a policy forbids it. */
  ["NotAllowedError", "no-model"],
  /** The download failed. */
  ["NetworkError", "network"],
  ["QuotaExceededError", "too-long"],
  /** The answer was filtered. */
  ["NotReadableError", "refused"],
  /** The browser took the session away. */
  ["InvalidStateError", "site-error"],
  ["AbortError", "site-error"],
  ["OperationError", "site-error"],
  ["UnknownError", "site-error"],
]);

/** Returns whatever the browser's model, or we, threw as a `ChatError`. `aborted` after an abort, whatever was thrown. */
export function toChatError(thrown: unknown, signal: AbortSignal): ChatError {
  if (signal.aborted) return new ChatError("aborted", { cause: thrown });
  if (!(thrown instanceof Error || thrown instanceof DOMException)) return ChatError.from(thrown);
  if (thrown instanceof ChatError) return thrown;
  const kind = KINDS.get(thrown.name);
  // The browser's words do not repeat the person's.
  return kind === undefined ? ChatError.from(thrown) : new ChatError(kind, { detail: thrown.message, cause: thrown });
}
