import { ChatError } from "../chat-error.ts";
import { createHandedOn } from "./handed-on.ts";
import { isShown, type ReplyPart } from "../provider.ts";
import { wait } from "./wait.ts";

/** Default pause before the second try, in ms: long enough for a restart of the site's worker. */
export const RETRY_PAUSE_MS = 1000;

/** Longest pause requested by a site that passes silently, in ms. The person should know of a longer one. */
export const LONGEST_SILENT_PAUSE_MS = 10_000;

/** Statuses of a front server whose site is restarting or overloaded. The next try often succeeds. */
const TEMPORARY_STATUSES: ReadonlySet<number> = new Set([502, 503, 504]);

/**
 * Runs `ask`, and once more if the first try failed temporarily and yielded no visible text. What both tries yield
 * beside the answer (model, notices, the same thoughts) is yielded once.
 * @param pauseMs least pause before the second try, in ms. Default: `RETRY_PAUSE_MS`
 * @throws ChatError: the failure of the last try, or `aborted` if the signal ends the pause
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
    if (shown || !isTemporary(error) || pause > LONGEST_SILENT_PAUSE_MS) throw error;
    try {
      await wait(pause, signal);
    } catch (reason) {
      throw new ChatError("aborted", { cause: reason });
    }
  }
  for await (const part of ask()) yield* before.withoutKnown(part);
}

function isTemporary(error: ChatError): boolean {
  if (error.kind === "network") return true;
  const ofTheSite = error.kind === "site-error" || error.kind === "not-answering";
  return ofTheSite && error.status !== undefined && TEMPORARY_STATUSES.has(error.status);
}
