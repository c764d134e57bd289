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

/** What the browser's words mean where the name says less: `NotSupportedError` is also how it stops an answer. */
const WORDS: readonly (readonly [RegExp, ChatErrorKind])[] = [
  [/\buntested language\b|\blanguages? (?:options )?(?:is|are) not supported\b/i, "language-unsupported"],
  [/\boutput text with low quality\b/i, "site-error"],
];

/** Returns whatever the browser's model, or we, threw as a `ChatError`. `aborted` after an abort, whatever was thrown. */
export function toChatError(thrown: unknown, signal: AbortSignal): ChatError {
  if (signal.aborted) return new ChatError("aborted", { cause: thrown });
  if (!(thrown instanceof Error || thrown instanceof DOMException)) return ChatError.from(thrown);
  if (thrown instanceof ChatError) return thrown;
  const kind = WORDS.find(([pattern]) => pattern.test(thrown.message))?.[1] ?? KINDS.get(thrown.name);
  // The browser's words do not repeat the person's.
  return kind === undefined ? ChatError.from(thrown) : new ChatError(kind, { detail: thrown.message, cause: thrown });
}
