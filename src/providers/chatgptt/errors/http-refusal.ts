import * as z from "zod/mini";
import { ChatError, type ChatErrorKind } from "../../chat-error.ts";
import { type Connection, readText } from "../../transport/connection.ts";
import { findJsonObject } from "../page/json-object.ts";
import { readRetryAfter } from "../../transport/retry-after.ts";
import { readTitle, toPageWords } from "./site-words.ts";
import { readErrorWords } from "../reply/assistant-event.ts";
import { toTextError } from "./error-text.ts";
import { isExpiredLink, isWordPressError } from "./nonce-refusal.ts";
import { readNotice } from "./notice.ts";
import { BotGoneError, PerhapsNonceError } from "./token-refusal.ts";

/** Of an error's body, in bytes: titles and messages stand at its beginning. */
const MAXIMUM_ERROR_BYTES = 65_536;

/**
 * A longer time, in ms, that a site names with 503 is a guess: WordPress says ten minutes whenever it is being updated, which
 * takes seconds.
 */
const LONGEST_CERTAIN_PAUSE_MS = 60_000;

/** Cloudflare's pages for a check on humans (protocol §5). */
const CHALLENGE_TITLES: ReadonlySet<string> = new Set(["Just a moment...", "Attention Required! | Cloudflare"]);

/** What admin-ajax says when nobody listens to an action: the other generation, or the plugin is off (protocol §5). */
export const UNKNOWN_ACTION = "0";

/** What WordPress says where a nonce is wrong and the plugin leaves it to WordPress. */
export const WRONG_NONCE = "-1";

const explained = z.object({
  data: z.object({ message: z.optional(z.string()), code: z.optional(z.string()) }),
});

/** Whether the answer is Cloudflare's check instead of the site, by its header. Needs no body. */
export function isChallenge(headers: Headers): boolean {
  return headers.get("cf-mitigated")?.toLowerCase() === "challenge";
}

/** Whether a page is Cloudflare's check. */
export function isChallengePage(html: string): boolean {
  return CHALLENGE_TITLES.has(readTitle(html).replace("&#124;", "|").replace("…", "..."));
}

/** Whether a body is a whole HTML page. Objects in its scripts are none of ours. */
export function isPage(body: string): boolean {
  return /^\s*<(?:!doctype|html|head|body)\b/i.test(body);
}

/**
 * The error that an answer with an HTTP error status stands for (protocol §5, both generations). Reads no more of the body
 * than it needs, and closes the connection. Failures while reading are thrown as `openConnection` throws them.
 */
export async function readRefusal(connection: Connection, now: number): Promise<ChatError> {
  const { response } = connection;
  const { status } = response;
  try {
    if (isChallenge(response.headers)) return new ChatError("challenge", { status });
    const retryAfterMs = readRetryAfter(response.headers, now);
    const wait = { retryAfterMs, mayBeBackEarlier: status === 503 && (retryAfterMs ?? 0) > LONGEST_CERTAIN_PAUSE_MS };
    const body = (await readText(connection, MAXIMUM_ERROR_BYTES)).trim();
    if (isChallengePage(body)) return new ChatError("challenge", { status });
    if (body === UNKNOWN_ACTION) return new ChatError("tokens-missing", { status });
    const plain = response.headers.get("content-type")?.toLowerCase().startsWith("text/plain") ?? false;
    if (body === WRONG_NONCE) return new ChatError("nonce-expired", { status });
    if (status === 403 && !plain && isExpiredLink(body)) return new ChatError("nonce-expired", { status });
    if (status === 403 && isWordPressError(body)) {
      return new PerhapsNonceError(new ChatError("blocked", { status, detail: toPageWords(body) }));
    }
    const value = isPage(body) ? undefined : findJsonObject(body);
    const notice = value && readNotice(value);
    if (notice) return new ChatError(notice.kind, { status, detail: notice.detail, ...wait });
    const explanation = z.safeParse(explained, value);
    if (explanation.success) {
      const { message = "", code = "" } = explanation.data.data;
      const fromBody = toTextError(message, status);
      if (fromBody instanceof BotGoneError) return fromBody;
      const kind = toKindByCode(code) ?? toKind(status) ?? fromBody.kind;
      return new ChatError(kind, { status, detail: fromBody.detail, ...wait });
    }
    if (value !== undefined) {
      const { kind, detail } = toTextError(readErrorWords(value) ?? "");
      return new ChatError(toKind(status) ?? kind, { status, detail, ...wait });
    }
    return new ChatError(toKind(status) ?? "site-error", { status, detail: toPageWords(body), ...wait });
  } finally {
    connection.close();
  }
}

/** Generation 2's codes (protocol §5). Unknown ones tell nothing. */
function toKindByCode(code: string): ChatErrorKind | undefined {
  if (/nonce/.test(code)) return "nonce-expired";
  if (/quota|limit_reached|limit_exceeded/.test(code)) return "quota";
  if (/banned_?(?:word|content)|moderat|flagged|prohibited/.test(code)) return "refused";
  if (/banned/.test(code)) return "blocked";
  // The plan of the site's owner lets only its own pages ask; no other network changes that.
  if (code === "embed_not_available") return "site-error";
  return undefined;
}

/** What a status says where the body says nothing better. */
function toKind(status: number): ChatErrorKind | undefined {
  switch (status) {
    case 401:
      return "unauthorized";
    case 403:
    case 451:
      return "blocked";
    case 413:
    case 414:
      return "too-long";
    case 429:
      return "rate-limit";
    case 408:
    case 504:
    // Cloudflare's own: the site behind it took too long.
    case 522:
    case 524:
      return "not-answering";
    default:
      return undefined;
  }
}
