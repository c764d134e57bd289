/** Stands in no text that a person types, so nothing is found across two messages. */
export const SEPARATOR = "\u0000";

/**
 * What is seen by nobody, or left out by many who type: marks of Latin, Greek and Cyrillic letters, vowel signs of Arabic
 * and Hebrew, soft hyphens, joiners, and signs of direction and form. Marks without which a word is another one (Indic
 * vowels, Japanese voicing) stay.
 */
const LEFT_OUT = new RegExp(
  `[${[
    SEPARATOR,
    // Marks of Latin, Greek and Cyrillic letters.
    "\\u0300-\\u036F\\u0483-\\u0487\\u1AB0-\\u1AFF\\u1DC0-\\u1DFF\\u20D0-\\u20FF\\uFE20-\\uFE2F",
    // Vowel signs, and the stroke that makes words longer.
    "\\u0591-\\u05BD\\u05BF\\u05C1\\u05C2\\u05C4\\u05C5\\u05C7\\u0610-\\u061A\\u0640\\u064B-\\u065F\\u0670",
    "\\u06D6-\\u06DC\\u06DF-\\u06E4\\u06E7\\u06E8\\u06EA-\\u06ED",
    // What nobody sees.
    "\\u00AD\\u061C\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2064\\u2066-\\u206F\\uFE00-\\uFE0F\\uFEFF",
  ].join("")}]`,
  "g",
);

/** Written in many ways, and typed in one. */
const ALIKE: Record<string, string> = {
  ...alike("'", "\u2018\u2019\u201A\u201B\u2032\u2035\u02B9\u02BB\u02BC\u02C8\u00B4\u055A\uA78C"),
  ...alike('"', "\u201C\u201D\u201E\u201F\u2033\u2036\u00AB\u00BB\u02BA\u301D\u301E\u301F"),
  ...alike("-", "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\uFE58\uFE63\u05BE"),
  ...alike("/", "\u2044\u2215"),
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ħ: "h",
  ı: "i",
  ς: "σ",
};
const WRITTEN_IN_MANY_WAYS = new RegExp(`[${Object.keys(ALIKE).join("")}]`, "g");
/** Before compatible forms are made one: some of these would become a space with a mark. */
const BEFORE = /[\u00B4\u2033\u2036]/g;

function alike(typed: string, written: string): Record<string, string> {
  return Object.fromEntries(Array.from(written, (sign) => [sign, typed]));
}

/** All of ASCII that is kept. */
const PLAIN = new RegExp(`^[^${SEPARATOR}\\u0080-\\uFFFF]*$`);

/** Text as it is compared: without regard to case, accents, forms of letters (full width, ligatures), quotes and hyphens. */
export function fold(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  return text
    .replace(BEFORE, plain)
    .normalize("NFKD")
    .toLowerCase()
    .replace(LEFT_OUT, "")
    .replace(WRITTEN_IN_MANY_WAYS, plain)
    .normalize("NFC");
}

function plain(sign: string): string {
  return ALIKE[sign] ?? sign;
}

/**
 * The smallest pieces that are folded the same alone as within a text: a letter with all that can become one with it, as
 * marks, vowels of Hangul, and half-wide voicing.
 */
const JOINED = "\\p{M}\\u1160-\\u11FF\\u314F-\\u3163\\uFF9E\\uFF9F\\uFFC2-\\uFFDC";
const PIECE = new RegExp(`[^${JOINED}]?[${JOINED}${SEPARATOR}\\p{Cf}\\u3131-\\u3163\\uFFA1-\\uFFDC]*`, "gsu");

/** A folded text that knows where it comes from. */
export interface FoldedText {
  readonly folded: string;
  /** The place in the text of what stands there in `folded`. */
  range(start: number, end: number): { start: number; end: number };
}

export function foldWithPlaces(text: string): FoldedText {
  const folded = fold(text);
  if (PLAIN.test(text)) return { folded, range: (start, end) => ({ start, end }) };
  /** Where each piece begins and ends: in the folded text, and in the text. */
  const ends: { folded: number; text: number }[] = [{ folded: 0, text: 0 }];
  let at = 0;
  for (const [piece] of text.matchAll(PIECE)) {
    if (piece === "") continue;
    at += fold(piece).length;
    ends.push({ folded: at, text: (ends.at(-1)?.text ?? 0) + piece.length });
  }
  return {
    folded,
    range(start, end) {
      const first = ends.findLastIndex((each) => each.folded <= start);
      const last = ends.findIndex((each) => each.folded >= end);
      return { start: ends[first]?.text ?? 0, end: ends[last]?.text ?? text.length };
    },
  };
}
