/** "$5 for one and 10$ for two", "$20; or 30$", "a $9-a-month plan": begins with a number, and goes on with words. */
const PRICE = /^\d[\d.,]*[a-z,;:!?)/-]*\s[^\\]*[a-z]{2}/i;
/** "$50，另一个30$": a number and then words in Chinese or Japanese. */
const CJK_PRICE = /^\d[^\\]*[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\uFF00-\uFFEF]/u;

/** Whether what stands between two dollars speaks of money. */
export function isPrice(content: string): boolean {
  return PRICE.test(content) || CJK_PRICE.test(content);
}

/** The number of a source, or words: `\[1\]`, `\[1, 2\]`, `\[Smith 2020\]`. Brackets that no backslash was needed for. */
export function isPlainNumberOrWords(content: string): boolean {
  return /^(?:\d+(?:(?:, ?|[-–])\d+)*|\p{L}{2,}(?:[ ,.&]+[\p{L}\d]+)*[.?!]?)$/u.test(content);
}
