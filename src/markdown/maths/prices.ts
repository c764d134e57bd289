/** A number, then words: "$5 for one and 10$ for two", "$20; or 30$", "a $9-a-month plan". */
const PRICE = /^\d[\d.,]*[a-z,;:!?)/-]*\s[^\\]*[a-z]{2}/i;
/** A number, then Chinese, Japanese or Korean words: "$50，另一个30$". */
const CJK_PRICE = /^\d[^\\]*[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\uFF00-\uFFEF]/u;

/** Whether the content between two dollars is a price and the words after it. */
export function isPrice(content: string): boolean {
  return PRICE.test(content) || CJK_PRICE.test(content);
}

/** Whether escaped brackets hold only source numbers or words, and no maths: `\[1\]`, `\[1, 2\]`, `\[Smith 2020\]`. */
export function isPlainNumberOrWords(content: string): boolean {
  return /^(?:\d+(?:(?:, ?|[-–])\d+)*|\p{L}{2,}(?:[ ,.&]+[\p{L}\d]+)*[.?!]?)$/u.test(content);
}
