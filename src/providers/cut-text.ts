/** Longest character that is seen as one (families and flags in emoji, letters with marks), in UTF-16 units. */
const LONGEST_CHARACTER = 32;

let characters: Intl.Segmenter | undefined;

/** Where the character begins in the middle of which this place is; the place itself between two characters. */
export function characterStart(text: string, at: number): number {
  if (at <= 0 || at >= text.length) return Math.min(Math.max(at, 0), text.length);
  characters ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  const from = flagsStart(text, Math.max(0, at - LONGEST_CHARACTER));
  const window = text.slice(from, at + LONGEST_CHARACTER);
  const start = from + (characters.segment(window).containing(at - from)?.index ?? at - from);
  // A window that begins in the middle of a character says nothing of it.
  if (start > from || from === 0) return start;
  return isInPair(text, at) ? at - 1 : at;
}

/** The text, or as many whole characters of its beginning as fit in. */
export function cutText(text: string, maximumLength: number): string {
  return text.length <= maximumLength ? text : text.slice(0, characterStart(text, maximumLength));
}

/** The beginning of a row of flags, which are told apart from there: each is two letters. */
function flagsStart(text: string, from: number): number {
  let start = isInPair(text, from) ? from - 1 : from;
  while (/^\uD83C[\uDDE6-\uDDFF]/.test(text.slice(start - 2, start))) start -= 2;
  return start;
}

function isInPair(text: string, at: number): boolean {
  return /[\uDC00-\uDFFF]/.test(text[at] ?? "") && /[\uD800-\uDBFF]/.test(text[at - 1] ?? "");
}
