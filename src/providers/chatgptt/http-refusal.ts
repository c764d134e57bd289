import * as z from "zod/mini";
import { ChatError, type ChatErrorKind } from "../chat-error.ts";
import { type Connection, readText } from "../connection.ts";
import { findJsonObject } from "../json-object.ts";
import { readRetryAfter } from "../retry-after.ts";
import { readTitle, toPageWords, toSiteWords } from "../site-words.ts";
import { readErrorWords } from "./assistant-event.ts";
import { toTextError } from "./error-text.ts";
import { readNotice } from "./notice.ts";

/** Of an error's body, in bytes: titles and messages stand at its beginning. */
const MAXIMUM_ERROR_BYTES = 65_536;

/** Cloudflare's pages for a check on humans (protocol §5). */
const CHALLENGE_TITLES: ReadonlySet<string> = new Set(["Just a moment...", "Attention Required! | Cloudflare"]);

/** What admin-ajax says when nobody listens to an action: the other generation, or the plugin is off (protocol §5). */
export const UNKNOWN_ACTION = "0";

/** What WordPress says where a nonce is wrong and the plugin leaves it to WordPress. */
export const WRONG_NONCE = "-1";

/**
 * WordPress's words for an expired nonce, or, in other languages, their shape: a bare sentence and a link, where firewalls
 * send whole pages (protocol §5).
 */
const EXPIRED_LINK = /the link you followed has expired|^[^<]{1,300}<\/p>\s*<p><a\s/i;

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
    const body = (await readText(connection, MAXIMUM_ERROR_BYTES)).trim();
    if (isChallengePage(body)) return new ChatError("challenge", { status });
    if (body === UNKNOWN_ACTION) return new ChatError("tokens-missing", { status });
    if (body === WRONG_NONCE || (status === 403 && EXPIRED_LINK.test(body))) {
      return new ChatError("nonce-expired", { status });
    }
    const value = isPage(body) ? undefined : findJsonObject(body);
    const notice = value && readNotice(value);
    if (notice) return new ChatError(notice.kind, { status, detail: notice.detail, retryAfterMs });
    const explanation = z.safeParse(explained, value);
    if (explanation.success) {
      const { message = "", code = "" } = explanation.data.data;
      return new ChatError(toKindByCode(code) ?? toKind(status) ?? toTextError(message).kind, {
        status,
        detail: toSiteWords(message),
        retryAfterMs,
      });
    }
    if (value !== undefined) {
      const { kind, detail } = toTextError(readErrorWords(value) ?? "");
      return new ChatError(toKind(status) ?? kind, { status, detail, retryAfterMs });
    }
    return new ChatError(toKind(status) ?? "site-error", { status, detail: toPageWords(body), retryAfterMs });
  } finally {
    connection.close();
  }
}

/** Generation 2's codes (protocol §5). Unknown ones tell nothing. */
function toKindByCode(code: string): ChatErrorKind | undefined {
  if (/nonce/.test(code)) return "nonce-expired";
  if (/quota|limit_reached|limit_exceeded/.test(code)) return "quota";
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
