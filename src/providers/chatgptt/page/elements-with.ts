/**
 * Elements whose content is text up to their end tag. `noscript` is not among them, because a parsed page runs no
 * scripts.
 */
const RAW_TEXT: ReadonlySet<string> = new Set([
  "script",
  "style",
  "textarea",
  "title",
  "xmp",
  "iframe",
  "noembed",
  "noframes",
]);

/** The shortest and longest tag names that are compared: `xmp`, `plaintext`. */
const SHORTEST_SPECIAL = 3;
const LONGEST_SPECIAL = 9;

/** Character codes of HTML syntax, because a page has millions of characters to compare. */
const SIGN = { tab: 9, feed: 10, page: 12, enter: 13, space: 32, exclamation: 33, double: 34, single: 39 } as const;
const MORE = { slash: 47, equals: 61, greater: 62, question: 63 } as const;

/**
 * Returns the elements of a page that have one of these attributes, each as an empty `div` with all its attributes. A
 * parser reads them from that as from the page, in a thousandth of the time. Comments, scripts, templates and the like
 * hold no elements. Reads each character once.
 * @param names attribute names in lower case
 */
export function elementsWith(html: string, names: ReadonlySet<string>): string {
  const lengths = new Set(Array.from(names, (name) => name.length));
  let kept = "";
  let templates = 0;
  /** Whether the last tag has one of the attributes. */
  let wanted = false;

  /** Returns the position of the `>` that ends a tag whose name ends at `start`; -1 if the page ends before it. */
  function findTagEnd(start: number): number {
    let place = start;
    wanted = false;
    for (;;) {
      place = skipBlanks(html, place);
      const sign = html.charCodeAt(place);
      if (Number.isNaN(sign)) return -1;
      if (sign === MORE.greater) return place;
      if (sign === MORE.slash) {
        place += 1;
        continue;
      }
      // A name may begin with any other character, also "=".
      let end = place + 1;
      while (!endsName(html.charCodeAt(end))) end += 1;
      if (lengths.has(end - place)) wanted ||= names.has(html.slice(place, end).toLowerCase());
      place = skipBlanks(html, end);
      if (html.charCodeAt(place) !== MORE.equals) continue;
      place = skipBlanks(html, place + 1);
      const quote = html.charCodeAt(place);
      if (quote === SIGN.double || quote === SIGN.single) {
        place = html.indexOf(quote === SIGN.double ? '"' : "'", place + 1) + 1;
        if (place === 0) return -1;
      } else while (!endsValue(html.charCodeAt(place))) place += 1;
    }
  }

  let place = html.indexOf("<");
  while (place >= 0) {
    const next = html.charCodeAt(place + 1);
    const closes = next === MORE.slash;
    const nameStart = place + (closes ? 2 : 1);
    if (isLetter(html.charCodeAt(nameStart))) {
      let nameEnd = nameStart + 1;
      while (!endsTagName(html.charCodeAt(nameEnd))) nameEnd += 1;
      const length = nameEnd - nameStart;
      const special = length >= SHORTEST_SPECIAL && length <= LONGEST_SPECIAL;
      const name = special ? html.slice(nameStart, nameEnd).toLowerCase() : "";
      const end = findTagEnd(nameEnd);
      if (end < 0 || name === "plaintext") return kept;
      if (name === "template") templates = Math.max(0, templates + (closes ? -1 : 1));
      else if (wanted && !closes && templates === 0) {
        kept += `<div${html.slice(nameEnd, end)}${html.charCodeAt(end - 1) === MORE.slash ? " " : ""}></div>\n`;
      }
      place = !closes && RAW_TEXT.has(name) ? findEndTag(html, name, end) : end;
    } else if (html.startsWith("<!--", place)) place = findCommentEnd(html, place + 4);
    else if (closes || next === SIGN.exclamation || next === MORE.question) place = html.indexOf(">", place + 2);
    else place += 1;
    if (place < 0) return kept;
    place = html.indexOf("<", place);
  }
  return kept;
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

function isBlank(code: number): boolean {
  return code === SIGN.space || code === SIGN.feed || code === SIGN.tab || code === SIGN.enter || code === SIGN.page;
}

function skipBlanks(html: string, start: number): number {
  let place = start;
  while (isBlank(html.charCodeAt(place))) place += 1;
  return place;
}

// NaN is the code behind the end of the page, which ends all of these.
function endsValue(code: number): boolean {
  return isBlank(code) || code === MORE.greater || Number.isNaN(code);
}

function endsTagName(code: number): boolean {
  return code === MORE.slash || endsValue(code);
}

function endsName(code: number): boolean {
  return code === MORE.equals || endsTagName(code);
}

/** Returns the position of an element's end tag, or -1. */
function findEndTag(html: string, name: string, start: number): number {
  for (let place = html.indexOf("</", start); place >= 0; place = html.indexOf("</", place + 2)) {
    const end = place + 2 + name.length;
    if (endsTagName(html.charCodeAt(end)) && html.slice(place + 2, end).toLowerCase() === name) return place;
  }
  return -1;
}

/** Returns the position of the last character of a comment, or -1. `<!-->` and `<!--->` are complete comments. */
function findCommentEnd(html: string, start: number): number {
  if (html.startsWith(">", start)) return start;
  if (html.startsWith("->", start)) return start + 1;
  for (let place = html.indexOf("--", start); place >= 0; place = html.indexOf("--", place + 1)) {
    if (html.startsWith(">", place + 2)) return place + 2;
    if (html.startsWith("!>", place + 2)) return place + 3;
  }
  return -1;
}
