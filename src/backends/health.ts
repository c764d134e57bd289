import * as z from "zod/mini";
import type { MessageError } from "../conversations/conversation.ts";
import { CHAT_ERROR_KINDS, type ChatError, type ChatErrorKind } from "../providers/chat-error.ts";

/** So many failures in a row, and a backend is passed over. */
export const FAILURES_TO_PASS_OVER = 3;

/** How long it is passed over at first, in ms. Each further failure doubles that, up to the longest. */
const FIRST_PAUSE_MS = 5 * 60_000;
const LONGEST_PAUSE_MS = 60 * 60_000;

/** No pause is longer, whatever a backend asks for. An end that is farther away comes from a clock that was set back. */
const LONGEST_BELIEVED_MS = 24 * 60 * 60_000;

export const healthSchema = z.object({
  /** How often it has failed since it last worked. */
  failures: z.int().check(z.positive()),
  /** Until when it is passed over, in ms since 1970. 0: it is not. */
  until: z.number(),
  /**
   * The last failure. Without the backend's words, which can repeat a question: this is shown beside other conversations
   * too.
   */
  error: z.object({ kind: z.enum(CHAT_ERROR_KINDS), status: z.optional(z.number()) }),
});
/** What is kept of a backend that has failed. One that works has no record. */
export type Health = z.infer<typeof healthSchema>;

/**
 * What says nothing of how a backend does:
 *
 * - The person ended it, or the question is at fault: `aborted`, `too-long`, `refused`, `bad-request`,
 *   `language-unsupported`. `no-backend`, `not-secure`, `never-pages`: there was none to ask.
 * - No backend could be reached that way: `offline`, `proxy`.
 * - Something is missing that the person alone can give, and that is noticed within a moment: `permission`,
 *   `local-network`, `origin-refused`, `no-key`, `wrong-key`, `no-model`. Waiting mends none of these. They cost the next
 *   question no time, and who has mended one expects to be asked there at once.
 *
 * All else counts. A check for humans (`challenge`, `tab-past-proxy`) and a site that wants an account (`unauthorized`) are
 * the person's to mend too, but stand for days, and each question would first load the site's page to find that out.
 * `not-running` counts because a computer that is switched off is noticed only when the browser gives up.
 */
const SAYS_NOTHING: ReadonlySet<ChatErrorKind> = new Set([
  "aborted",
  "too-long",
  "refused",
  "bad-request",
  "language-unsupported",
  "no-backend",
  "not-secure",
  "never-pages",
  "not-allowed",
  "offline",
  "proxy",
  "permission",
  "local-network",
  "origin-refused",
  "no-key",
  "wrong-key",
  "no-model",
]);

/**
 * Returns what is kept of a backend after a failure. From the third in a row on it is passed over for five minutes, which
 * each further failure doubles, up to an hour; for longer, up to a day, where it said so itself and means it.
 * @param health what was kept before; undefined: nothing
 * @param now in ms since 1970
 * @returns `health` itself, if the failure says nothing of how the backend does
 */
export function afterFailure(
  health: Health | undefined,
  { kind, status, retryAfterMs = 0, mayBeBackEarlier }: ChatError,
  now: number,
): Health | undefined {
  if (SAYS_NOTHING.has(kind)) return health;
  const failures = (health?.failures ?? 0) + 1;
  const error: Pick<MessageError, "kind" | "status"> = { kind, ...(status !== undefined && { status }) };
  if (failures < FAILURES_TO_PASS_OVER) return { failures, until: 0, error };
  const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** (failures - FAILURES_TO_PASS_OVER), LONGEST_PAUSE_MS);
  const saidMs = mayBeBackEarlier ? 0 : Math.min(retryAfterMs, LONGEST_BELIEVED_MS);
  return { failures, until: now + Math.max(pauseMs, saidMs), error };
}

/**
 * Whether a backend is asked after all others now.
 * @param now in ms since 1970
 */
export function isPassedOver(health: Health | undefined, now: number): health is Health {
  return health !== undefined && now < health.until && health.until - now <= LONGEST_BELIEVED_MS;
}
