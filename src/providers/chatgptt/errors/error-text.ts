import { ChatError, type ChatErrorKind } from "../../chat-error.ts";
import { TOO_LONG } from "../../formats/too-long.ts";
import { toSiteWords } from "../../transport/site-words.ts";
import { BotGoneError } from "./token-refusal.ts";

/**
 * The meaning of well-known texts; the first match wins. All others are `site-error`: most are the site owner's own
 * words in any language, and a wrong guess would offer a wrong button.
 */
const MEANINGS: ReadonlyArray<readonly [RegExp, ChatErrorKind]> = [
  // protocol §5: plugins up to 1.8.90; generation 2, step 1 and the stream.
  [
    /nonce verification failed|your session has expired or the request is invalid|security check failed/i,
    "nonce-expired",
  ],
  // The plugins' default texts for banned words and for moderation.
  [/(?:contains?|containing) (?:prohibited|banned|forbidden) (?:words?|content)/i, "refused"],
  [/(?:ip address|you) (?:has|have) been (?:banned|blocked)|you are not allowed to access this feature/i, "blocked"],
  [/(?:access|chat) (?:is )?disabled for guests/i, "unauthorized"],
  // protocol §5: the plugin's default texts for guests' limits.
  [/reached your (?:token limit|quota)/i, "quota"],
  // Texts of OpenAI, Google, Anthropic and others, passed on by the site.
  [TOO_LONG, "too-long"],
  [/request too large for/i, "too-long"],
  [/^(?:api error: )?rate limit reached/i, "rate-limit"],
];

/** How generation 2 says that its owner has replaced a bot. */
const BOT_GONE = /\binvalid chatbot\b|\b(?:chat)?bot (?:was )?not found\b/i;

/**
 * Turns an error text of the site, or of the model behind it, into an error.
 * @param raw may be HTML-escaped or hold tags
 * @param status the HTTP status, if the answer had an error status
 */
export function toTextError(raw: string, status?: number): ChatError {
  const detail = toSiteWords(raw);
  if (detail !== undefined && BOT_GONE.test(detail)) return new BotGoneError({ detail, status });
  const kind = MEANINGS.find(([pattern]) => detail !== undefined && pattern.test(detail))?.[1] ?? "site-error";
  return new ChatError(kind, { detail, status });
}
