import { MAX_DETAIL_LENGTH } from "../chat-error.ts";
import { cutText } from "../cut-text.ts";

/** How many characters of a body are searched for words, which stand at its beginning. */
const MAXIMUM_INPUT = 20_000;

const NAMED_ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  hellip: "…",
  ndash: "–",
  mdash: "—",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  laquo: "«",
  raquo: "»",
};

/** API keys as the error texts of model makers quote them, such as `Incorrect API key provided: sk-abc***xyz`. */
const SECRET = /\b(sk|pk|rk|gsk|xai|pplx|hf|r8)([-_])[\w*•.-]*[\w*•]|\b(AIza)[\w*-]{4,}|\b(Bearer)\s+[\w.*~+/=-]{6,}/g;

/**
 * Turns a site's error text into plain text for the person: without tags, entities decoded once, white space collapsed,
 * keys masked, at most `MAX_DETAIL_LENGTH` characters. `undefined`: nothing is left.
 */
export function toSiteWords(raw: string): string | undefined {
  const text = decodeEntities(stripTags(raw.slice(0, MAXIMUM_INPUT)))
    .replace(/\s+/g, " ")
    .trim();
  return shorten(maskSecrets(text)) || undefined;
}

/**
 * Returns the title of an HTML page, or the text of a short fragment without one. `undefined`:
 * - for a whole page without a title,
 * - for data or pieces of it, which may hold what nobody may see (protocol §2, `greeting_message`).
 */
export function toPageWords(html: string): string | undefined {
  const title = readTitle(html);
  if (title) return toSiteWords(title);
  if (/<(?:html|body|head)\b/i.test(html) || isData(html)) return undefined;
  const words = toSiteWords(html);
  return words === undefined || isData(words) ? undefined : words;
}

/** Whether a body is a whole HTML page. JSON objects in its scripts do not count as answers. */
export function isPage(body: string): boolean {
  return /^\s*<(?:!doctype|html|head|body)\b/i.test(body);
}

/** Whether a text is JSON or a piece of it: it begins like JSON, or holds a quoted name with a value. */
function isData(text: string): boolean {
  return /^\s*[[{]|"\s*:\s*(?:["[{\d]|true|false|null)|"\s*,\s*"/.test(text.slice(0, MAXIMUM_INPUT));
}

/** Returns the raw content of the first `<title>`, trimmed. `""`: there is none. */
export function readTitle(html: string): string {
  return /<title\b[^>]{0,200}>([^<]*)/i.exec(html.slice(0, MAXIMUM_INPUT))?.[1]?.trim() ?? "";
}

function stripTags(text: string): string {
  return text
    .replace(/<(script|style)\b[^>]*(?:>[\s\S]*?(?:<\/\1\s*>|$)|$)/gi, " ")
    .replace(/<!--[\s\S]*?(?:-->|$)/g, " ")
    .replace(/<[/!?a-z][^>]*(?:>|$)/gi, " ");
}

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi, (whole, decimal, hexadecimal, name) => {
    if (name !== undefined) return NAMED_ENTITIES[String(name).toLowerCase()] ?? whole;
    const code = decimal === undefined ? parseInt(hexadecimal, 16) : parseInt(decimal, 10);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
  });
}

function maskSecrets(text: string): string {
  return text.replace(SECRET, (_whole, prefix, dash, google, bearer) => {
    if (prefix !== undefined) return `${prefix}${dash}…`;
    return `${google ?? `${bearer} `}…`;
  });
}

function shorten(text: string): string {
  if (text.length <= MAX_DETAIL_LENGTH) return text;
  const kept = cutText(text, MAX_DETAIL_LENGTH - 1);
  return `${kept.trimEnd()}…`;
}
