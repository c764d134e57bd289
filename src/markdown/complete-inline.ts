interface Opened {
  sign: string;
  at: number;
}

/** What may become a link, a tag, an entity or maths, and means nothing before it has its end. */
const UNFINISHED_END = [
  // An address in angle brackets, or `<br>`.
  /<(?:[a-z][a-z0-9+.-]*:[^\s<>]*|b?r?[ \t]*\/?)$/i,
  /&#?\w{0,8}$/,
  /\\$/,
  // Maths with brackets or two dollars, as far as it has come.
  /\\[([](?:[^\\]|\\(?![)\]]))*$/,
  /\$\$[^$]*\$?$/,
  // Maths between single dollars, if it looks like it: not a price, and no name of a shell.
  /(?<![\w\\$])\$(?![\s\d$])(?:[^$\n]{0,3}|[^$\n]{0,80}[\\^_{}=][^$\n]{0,80})$/,
];

/** Signs that stand around words, longest first. */
const SIGNS = /\\[\s\S]|`+|\*{1,3}|_{1,3}|~{1,2}/g;

/**
 * Text within one block, with all that is open at its end closed: `**bold` becomes `**bold**`. A link whose address is
 * still coming is its words.
 */
export function completeInline(block: string): string {
  const text = withoutOpenLink(block);
  const opened: Opened[] = [];
  let codeEnd = 0;
  for (const { 0: sign, index } of text.matchAll(SIGNS)) {
    if (index < codeEnd || sign.startsWith("\\")) continue;
    if (sign.startsWith("`")) {
      const end = endOfCode(text, index, sign);
      if (end === -1) return closeCode(text, index, sign, opened);
      codeEnd = end;
    } else if (takeSign(text, index, sign, opened)) return close(text.slice(0, index), opened);
  }
  const cut = UNFINISHED_END.reduce((rest, end) => rest.replace(end, ""), text);
  return close(cut, opened);
}

function endOfCode(text: string, start: number, sign: string): number {
  const end = new RegExp(`(?<!\`)${sign}(?!\`)`, "g");
  end.lastIndex = start + sign.length;
  const found = end.exec(text);
  return found === null ? -1 : found.index + sign.length;
}

function closeCode(text: string, start: number, sign: string, opened: Opened[]): string {
  const code = text.slice(start + sign.length);
  if (code.trim() === "" || sign.length > 2) return close(text.slice(0, start), opened);
  // A part of the sign that ends it is not shown as code.
  return close(`${text.slice(0, start)}${sign}${code.replace(/`+$/, "").trimEnd()}${sign}`, opened);
}

/** Notes what a sign opens or closes. At the end of the text it may be a part of a longer one: true, if it is to go. */
function takeSign(text: string, index: number, sign: string, opened: Opened[]): boolean {
  const before = text.charAt(index - 1);
  const after = text.charAt(index + sign.length);
  const same = opened.findLastIndex((each) => each.sign.startsWith(sign.charAt(0)));
  const open = opened[same];
  if (open !== undefined && before.trim() !== "") {
    if (open.sign.length <= sign.length) opened.length = same;
    else if (after === "") return true;
    else open.sign = open.sign.slice(sign.length);
    return false;
  }
  const inWord = /[\p{L}\p{N}]/u.test(before);
  if (after === "") return !inWord;
  if (after.trim() !== "" && !(inWord && (sign.length < 2 || sign.startsWith("_")))) opened.push({ sign, at: index });
  return false;
}

/** Closes what is open, the innermost first. */
function close(text: string, opened: readonly Opened[]): string {
  const open = opened.filter(({ at, sign }) => at + sign.length < text.length).map(({ sign }) => sign);
  return open.length === 0 ? text : text.trimEnd() + open.toReversed().join("");
}

/** `[words](https://exam` is shown as `words`, and so is `[words`. */
function withoutOpenLink(text: string): string {
  const start = text.lastIndexOf("[");
  if (start === -1) return text;
  const before = text.slice(0, start).replace(/!$/, "");
  const rest = text.slice(start + 1);
  const [, words, address] = /^((?:\\.|[^\]\\])*)\](\([^)\n]*)?$/.exec(rest) ?? [];
  if (words !== undefined && address !== undefined) return before + words;
  if (rest.includes("]") || rest.length > 200) return text;
  return before + rest;
}
