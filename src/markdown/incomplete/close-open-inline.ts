import { withoutOpenLinks } from "./close-open-links.ts";
import { isCjk } from "../inline/cjk.ts";
import { maskAddresses, maskLiteral } from "./mask-code-spans.ts";

interface Opened {
  sign: string;
  at: number;
}

/** Beginnings of tags, entities and maths. They mean nothing before their end has arrived. */
const UNFINISHED_END = [
  // An address in angle brackets, or one of the tags that are markup.
  /<(?:[a-z][a-z0-9+.-]*:[^\s<>]*|ht{0,2}p?s?|b?r?[ \t]*\/?|\/?(?:su?[bp]?|k?b?d?|kb|[biu]|ma?r?k?|[uo]l?|li?)?)$/i,
  // A picture, also in a link.
  /(?<=^|[\s[])!$/,
  /&#?\w{0,8}$/,
  /\\$/,
  // The beginning of maths with brackets or two dollars.
  /\\[([][^]*$/,
  /\$\$[^$]*\$?$/,
  // The beginning of maths between single dollars, if it looks like maths and not like a price or a shell variable.
  /(?<![\w\\$])\$(?![\s\d$),;])(?:[^$\n]{0,3}|[^$\n]{0,80}[\\^_{}=[][^$\n]{0,80})$/,
];

const MAX_OPEN = 100;

/** Delimiters around words. Only two tildes are a delimiter; any other number is text. Tags count as delimiters. */
const SIGNS = /\*{1,3}|_{1,3}|~+|<\/?(?:sub|sup|kbd|b|i|u|s|mark)>/gi;
const SIGNS_IN_CELL = new RegExp(SIGNS.source.replace("|mark", "|mark|ul|ol|li"), "gi");

/**
 * Closes all that is open at the end of one run of text, such as a paragraph or a cell: `**bold` becomes `**bold**`. A
 * link whose address is still arriving becomes its words.
 * @param inCell whether the run is a table cell, where lists may be written as tags. Default: false
 */
export function closeOpenInline(run: string, inCell = false): string {
  const text = withoutOpenLinks(withoutUnfinishedEnd(closeCode(run)));
  const masked = maskAddresses(maskLiteral(text));
  const opened: Opened[] = [];
  for (const { 0: sign, index } of masked.matchAll(inCell ? SIGNS_IN_CELL : SIGNS)) {
    if (takeSign(masked, index, sign, opened)) return close(text.slice(0, index), opened);
  }
  return close(text, opened);
}

/** Closes inline code. Drops trailing backticks, because they may be a part of the closing run. */
function closeCode(text: string): string {
  const found = /`+/.exec(maskLiteral(text));
  if (found === null) return text;
  const [sign] = found;
  const code = text.slice(found.index + sign.length);
  if (code.trim() === "") return text.slice(0, found.index);
  return `${text.slice(0, found.index)}${sign}${code.trimEnd().replace(/`+$/, "").trimEnd()}${sign}`;
}

function withoutUnfinishedEnd(text: string): string {
  const masked = maskLiteral(text);
  const kept = UNFINISHED_END.reduce((rest, end) => rest.replace(end, ""), masked);
  return text.slice(0, kept.length);
}

/**
 * Notes what a delimiter opens or closes.
 * @returns true if the delimiter is to be hidden: at the end of the text, it may be a part of a longer one
 */
function takeSign(text: string, index: number, sign: string, opened: Opened[]): boolean {
  if (sign.startsWith("<")) return takeTag(index, sign.toLowerCase(), opened);
  const before = text.charAt(index - 1);
  const after = text.charAt(index + sign.length);
  if (sign.startsWith("~") && sign.length !== 2 && !(sign === "~" && after === "")) return false;
  const same = findOpen(opened, sign.charAt(0));
  const open = opened[same];
  if (open !== undefined && before.trim() !== "") {
    if (open.sign.length <= sign.length) opened.length = same;
    else if (after === "") return true;
    else open.sign = open.sign.slice(sign.length);
    return false;
  }
  const inWord = /[\p{L}\p{N}]/u.test(before) && !isCjk(before);
  if (after === "") return !inWord;
  if (after.trim() !== "" && !(inWord && (sign.length < 2 || sign.startsWith("_")))) opened.push({ sign, at: index });
  return false;
}

function takeTag(index: number, sign: string, opened: Opened[]): boolean {
  if (!sign.startsWith("</")) opened.push({ sign, at: index });
  else {
    const same = findOpen(opened, sign.replace("/", ""));
    if (same !== -1) opened.length = same;
  }
  return false;
}

/**
 * Returns the index of the last open delimiter of a kind, or -1. Looks at the last `MAX_OPEN` only: what has been open
 * for longer is rather text.
 */
function findOpen(opened: readonly Opened[], kind: string): number {
  for (let index = opened.length - 1; index >= Math.max(0, opened.length - MAX_OPEN); index -= 1) {
    if (opened[index]?.sign.startsWith(kind) === true) return index;
  }
  return -1;
}

/** Closes what is open, the innermost first. Leaves out a tag without content. */
function close(text: string, opened: readonly Opened[]): string {
  let end = text.trimEnd().length;
  let left = opened.length;
  for (; left > 0; left -= 1) {
    const { sign = "", at = 0 } = opened[left - 1] ?? {};
    if (!sign.startsWith("<") || at + sign.length < end) break;
    end = text.slice(0, at).trimEnd().length;
  }
  const shown = left === opened.length ? text : text.slice(0, end);
  const open = opened.slice(0, left).filter(({ at, sign }) => at + sign.length < shown.length);
  if (open.length === 0) return shown;
  return (
    shown.trimEnd() +
    open
      .toReversed()
      .map(({ sign }) => sign.replace("<", "</"))
      .join("")
  );
}
