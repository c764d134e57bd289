/** Chinese, Japanese and Korean letters, and full-width punctuation. */
const CJK =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Bopomofo}\p{scx=Yi}\u2E80-\u303F\u3200-\u33FF\uFE10-\uFE1F\uFE30-\uFE6F\uFF00-\uFFEF]/u;

const PUNCTUATION = /[\p{P}\p{S}]/u;

/** Selects a form of the character before it. U+FE0F, the selector of emoji, is not included. */
const VARIATION_SELECTOR = /[\uFE00-\uFE0E\u{E0100}-\u{E01EF}]/u;

/** Whether a character is a CJK letter or full-width punctuation. */
export function isCjk(character: string): boolean {
  return CJK.test(character);
}

/** Whether a character is a CJK letter. Punctuation and spaces are none. */
export function isCjkLetter(character: string): boolean {
  return CJK.test(character) && !PUNCTUATION.test(character) && character.trim() !== "";
}

export function isPunctuation(character: string): boolean {
  return PUNCTUATION.test(character);
}

/**
 * Returns the whole character (code point) that ends at `end`, skipping variation selectors. Empty at the start of the
 * text.
 */
export function characterBefore(text: string, end: number): string {
  const low = text.charAt(end - 1);
  const isPair = /[\uDC00-\uDFFF]/.test(low) && /[\uD800-\uDBFF]/.test(text.charAt(end - 2));
  const character = isPair ? text.slice(end - 2, end) : low;
  return character !== "" && VARIATION_SELECTOR.test(character)
    ? characterBefore(text, end - character.length)
    : character;
}

/** Returns the whole character (code point) that begins at `start`. Empty at the end of the text. */
export function characterAt(text: string, start: number): string {
  const code = text.codePointAt(start);
  return code === undefined ? "" : String.fromCodePoint(code);
}
