/** Raised text that is clear without a "^" or "_": ordinal endings, trade marks, units, footnote marks. */
const PLAIN = /^(?:st|nd|rd|th|er|re|e|ème|o|a|º|ª|tm|sm|®|™|©|°|′|″|\*+|[†‡§]|[[(].*)$/iu;

/**
 * Writes raised or lowered text on the line: `10^3`, `x_1`. Without the mark, 10³ would read as 103.
 * @param before the character right before it; "" for none
 */
export function asciiScript(element: Element, text: string, before: string): string {
  if (text === "" || before === "" || /[\s([{«„“‘⁄]/.test(before) || PLAIN.test(text)) return text;
  // The upper half of a fraction: 3¹⁄₂ is `3 1⁄2`.
  if (/^\s*[⁄/]/.test(element.nextSibling?.nodeValue ?? "")) return ` ${text}`;
  const sign = element.localName === "sup" ? "^" : "_";
  return /^[\p{L}\p{N}]+$/u.test(text) ? sign + text : `${sign}(${text})`;
}
