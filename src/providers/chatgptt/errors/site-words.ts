import { MAX_DETAIL_LENGTH } from "../../chat-error.ts";
import { cutText } from "../../cut-text.ts";

/** More of a body is never looked at for words: they stand at its beginning. */
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

/** Keys of model makers as their error texts quote them, e.g. `Incorrect API key provided: sk-abc***xyz`. */
const SECRET = /\b(sk|pk|rk|gsk|xai|pplx|hf|r8)([-_])[\w*•.-]*[\w*•]|\b(AIza)[\w*-]{4,}|\b(Bearer)\s+[\w.*~+/=-]{6,}/g;

/**
 * A site's error text as plain text for the person: tags taken out, entities decoded once, white space joined, keys masked,
 * at most `MAX_DETAIL_LENGTH` characters. `undefined` where nothing is left.
 */
export function toSiteWords(raw: string): string | undefined {
  const text = decodeEntities(stripTags(raw.slice(0, MAXIMUM_INPUT)))
    .replace(/\s+/g, " ")
    .trim();
  return shorten(maskSecrets(text)) || undefined;
}

/**
 * What an HTML page says of itself: its title, or the text of a short fragment without one. Whole pages without a title
 * say nothing: `undefined`. Data and pieces of it neither: they are no words, and hold what is nobody's to see (protocol §2,
 * `greeting_message`).
 */
export function toPageWords(html: string): string | undefined {
  const title = readTitle(html);
  if (title) return toSiteWords(title);
  if (/<(?:html|body|head)\b/i.test(html) || isData(html)) return undefined;
  const words = toSiteWords(html);
  return words === undefined || isData(words) ? undefined : words;
}

/** Whether a text is JSON or a piece of it: it begins like that, or a quoted name with its value stands in it. */
function isData(text: string): boolean {
  return /^\s*[[{]|"\s*:\s*(?:["[{\d]|true|false|null)|"\s*,\s*"/.test(text.slice(0, MAXIMUM_INPUT));
}

/** The raw content of the first `<title>`, trimmed; `""` where there is none. */
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
