import * as z from "zod/mini";
import { ChatError, type ChatErrorKind } from "../../chat-error.ts";
import { type Connection, readText } from "../../transport/connection.ts";
import { findJsonObject } from "../../transport/json-object.ts";
import { readRetryAfter } from "../../transport/retry-after.ts";
import { isPage, readTitle, toPageWords } from "../../transport/site-words.ts";
import { readErrorWords } from "../reply/assistant-event.ts";
import { toTextError } from "./error-text.ts";
import { isExpiredLink, isWordPressError } from "./nonce-refusal.ts";
import { readNotice } from "./notice.ts";
import { BotGoneError, PerhapsNonceError } from "./token-refusal.ts";

/** How much of an error's body is read, in bytes. Titles and messages stand at its beginning. */
const MAXIMUM_ERROR_BYTES = 65_536;

/**
 * Longest pause, in ms, that is believed with a 503. WordPress names ten minutes at each update, which takes seconds.
 */
const LONGEST_CERTAIN_PAUSE_MS = 60_000;

/** Titles of Cloudflare's checks for humans (protocol §5). */
const CHALLENGE_TITLES: ReadonlySet<string> = new Set(["Just a moment...", "Attention Required! | Cloudflare"]);

/**
 * What admin-ajax answers to an unknown action: the site has the other generation, or the plugin is off (protocol §5).
 */
export const UNKNOWN_ACTION = "0";

/** What WordPress answers to a wrong nonce if the plugin leaves the check to it. */
export const WRONG_NONCE = "-1";

const explained = z.object({
  data: z.object({ message: z.optional(z.string()), code: z.optional(z.string()) }),
});

/** Whether the answer is Cloudflare's check, by its header. Needs no body. */
export function isChallenge(headers: Headers): boolean {
  return headers.get("cf-mitigated")?.toLowerCase() === "challenge";
}

/** Whether a page is Cloudflare's check, by its title. */
export function isChallengePage(html: string): boolean {
  return CHALLENGE_TITLES.has(readTitle(html).replace("&#124;", "|").replace("…", "..."));
}

/**
 * Reads the error behind an HTTP error status (protocol §5, both generations). Reads no more of the body than needed,
 * and closes the connection.
 * @param now in ms since 1970, for dates in headers
 * @throws ChatError if the body cannot be read, as `openConnection` throws
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

/** The meaning of generation 2's codes (protocol §5). `undefined`: unknown. */
function toKindByCode(code: string): ChatErrorKind | undefined {
  if (/nonce/.test(code)) return "nonce-expired";
  if (/quota|limit_reached|limit_exceeded/.test(code)) return "quota";
  if (/banned_?(?:word|content)|moderat|flagged|prohibited/.test(code)) return "refused";
  if (/banned/.test(code)) return "blocked";
  // The plan of the site's owner allows only its own pages. Another network does not help.
  if (code === "embed_not_available") return "site-error";
  return undefined;
}

/** The meaning of a status, if the body says nothing better. */
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
