/** What needs no sign to be understood on the line: the endings of numbers, signs of trade, and references in brackets. */
const PLAIN = /^(?:st|nd|rd|th|er|re|e|ème|o|a|º|ª|tm|sm|®|™|©|°|′|″|\*+|[†‡§]|[[(].*)$/iu;

/**
 * Raised or lowered text on the line: `10^3`, `x_1`. Without a sign, 10³ would be read as 103.
 * @param before the character right before it; "" for none
 */
export function asciiScript(element: Element, text: string, before: string): string {
  if (text === "" || before === "" || /[\s([{«„“‘⁄]/.test(before) || PLAIN.test(text)) return text;
  // The upper half of a fraction: 3¹⁄₂ is `3 1⁄2`.
  if (/^\s*[⁄/]/.test(element.nextSibling?.nodeValue ?? "")) return ` ${text}`;
  const sign = element.localName === "sup" ? "^" : "_";
  return /^[\p{L}\p{N}]+$/u.test(text) ? sign + text : `${sign}(${text})`;
}
