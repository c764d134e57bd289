/** Chinese, Japanese and Korean: letters, and the punctuation that is as wide as they are. */
const CJK =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Bopomofo}\p{scx=Yi}\u2E80-\u303F\u3200-\u33FF\uFE10-\uFE1F\uFE30-\uFE6F\uFF00-\uFFEF]/u;

const PUNCTUATION = /[\p{P}\p{S}]/u;

/** Chooses a form of the character before it. The one of emoji (U+FE0F) is not among them. */
const VARIATION_SELECTOR = /[\uFE00-\uFE0E\u{E0100}-\u{E01EF}]/u;

export function isCjk(character: string): boolean {
  return CJK.test(character);
}

export function isCjkLetter(character: string): boolean {
  return CJK.test(character) && !PUNCTUATION.test(character) && character.trim() !== "";
}

export function isPunctuation(character: string): boolean {
  return PUNCTUATION.test(character);
}

/** The whole character that ends at `end`, without a variation selector behind it. Empty at the start of the text. */
export function characterBefore(text: string, end: number): string {
  const low = text.charAt(end - 1);
  const isPair = /[\uDC00-\uDFFF]/.test(low) && /[\uD800-\uDBFF]/.test(text.charAt(end - 2));
  const character = isPair ? text.slice(end - 2, end) : low;
  return character !== "" && VARIATION_SELECTOR.test(character)
    ? characterBefore(text, end - character.length)
    : character;
}

/** The whole character that begins at `start`. Empty at the end of the text. */
export function characterAt(text: string, start: number): string {
  const code = text.codePointAt(start);
  return code === undefined ? "" : String.fromCodePoint(code);
}
