import { ChatError } from "../chat-error.ts";
import { createHandedOn } from "./handed-on.ts";
import { isShown, type ReplyPart } from "../provider.ts";
import { wait } from "./wait.ts";

/** Pause before the second try, in ms, where the site names none: long enough for a restart of its worker. */
export const RETRY_PAUSE_MS = 1000;

/** Longest pause asked for by a site that is waited out silently, in ms; beyond it the person should know. */
export const LONGEST_SILENT_PAUSE_MS = 10_000;

/** Statuses of a front server whose site is restarting or overloaded: the next try often succeeds. */
const PASSING_STATUSES: ReadonlySet<number> = new Set([502, 503, 504]);

/**
 * Asks, and asks once more where the first try failed in passing and no text of it was handed on. What both tries say beside
 * the answer (its model, a notice, the same thoughts) is handed on once. A second failure is thrown as it is. Throws
 * `ChatError` of kind `aborted` when the signal ends the pause.
 */
export async function* retryOnce(
  ask: () => AsyncGenerator<ReplyPart, void, void>,
  signal: AbortSignal,
  pauseMs: number = RETRY_PAUSE_MS,
): AsyncGenerator<ReplyPart, void, void> {
  const before = createHandedOn();
  let shown = false;
  try {
    for await (const part of ask()) {
      shown ||= isShown(part);
      before.note(part);
      yield part;
    }
    return;
  } catch (thrown) {
    const error = ChatError.from(thrown);
    const pause = Math.max(pauseMs, error.retryAfterMs ?? 0);
    if (shown || !isPassing(error) || pause > LONGEST_SILENT_PAUSE_MS) throw error;
    try {
      await wait(pause, signal);
    } catch (reason) {
      throw new ChatError("aborted", { cause: reason });
    }
  }
  for await (const part of ask()) yield* before.withoutKnown(part);
}

function isPassing(error: ChatError): boolean {
  if (error.kind === "network") return true;
  const ofTheSite = error.kind === "site-error" || error.kind === "not-answering";
  return ofTheSite && error.status !== undefined && PASSING_STATUSES.has(error.status);
}
