/** Separates messages. A person never types it, so nothing is found across two messages. */
export const SEPARATOR = "\u0000";

/**
 * Nobody sees these characters, or many leave them out when they type: marks of Latin, Greek and Cyrillic letters,
 * vowel signs of Arabic and Hebrew, soft hyphens, joiners, and signs of direction and form. Marks that make another
 * word (Indic vowels, Japanese voicing) stay.
 */
const LEFT_OUT = new RegExp(
  `[${[
    SEPARATOR,
    // These are marks of Latin, Greek and Cyrillic letters.
    "\\u0300-\\u036F\\u0483-\\u0487\\u1AB0-\\u1AFF\\u1DC0-\\u1DFF\\u20D0-\\u20FF\\uFE20-\\uFE2F",
    // These are vowel signs, and the stroke that makes words longer.
    "\\u0591-\\u05BD\\u05BF\\u05C1\\u05C2\\u05C4\\u05C5\\u05C7\\u0610-\\u061A\\u0640\\u064B-\\u065F\\u0670",
    "\\u06D6-\\u06DC\\u06DF-\\u06E4\\u06E7\\u06E8\\u06EA-\\u06ED",
    // Nobody sees these.
    "\\u00AD\\u061C\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2064\\u2066-\\u206F\\uFE00-\\uFE0F\\uFEFF",
  ].join("")}]`,
  "g",
);

/** Characters that are written in many ways and typed in one. */
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
/** These are replaced before compatible forms become one, because some would become a space with a mark. */
const BEFORE = /[\u00B4\u2033\u2036]/g;

function alike(typed: string, written: string): Record<string, string> {
  return Object.fromEntries(Array.from(written, (sign) => [sign, typed]));
}

/** Matches ASCII that folding keeps. */
const PLAIN = new RegExp(`^[^${SEPARATOR}\\u0080-\\uFFFF]*$`);

/**
 * Returns a text as it is compared: without regard to case, accents, forms of letters (full width, ligatures), quotes
 * and hyphens.
 */
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
 * Pieces are the smallest parts of a text that fold alone as they do within it: a letter with all that can become one
 * with it, such as marks, vowels of Hangul and half-wide voicing.
 */
const JOINED = "\\p{M}\\u1160-\\u11FF\\u314F-\\u3163\\uFF9E\\uFF9F\\uFFC2-\\uFFDC";
const PIECE = new RegExp(`[^${JOINED}]?[${JOINED}${SEPARATOR}\\p{Cf}\\u3131-\\u3163\\uFFA1-\\uFFDC]*`, "gsu");

/** A folded text that knows where it comes from. */
export interface FoldedText {
  readonly folded: string;
  /** Returns the place in the original text of what stands there in `folded`. */
  range(start: number, end: number): { start: number; end: number };
}

/** Folds a text as `fold` does, and remembers where each part of it comes from. */
export function foldWithPlaces(text: string): FoldedText {
  const folded = fold(text);
  if (PLAIN.test(text)) return { folded, range: (start, end) => ({ start, end }) };
  /** Where each piece ends, in the folded text and in the original. */
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
