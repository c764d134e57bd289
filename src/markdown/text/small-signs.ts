const USUAL = "0123456789+-=()";
const RAISED: Readonly<Record<string, string>> = signs("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾", { n: "ⁿ", i: "ⁱ", "−": "⁻" });
const LOWERED: Readonly<Record<string, string>> = signs("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", { "−": "₋" });

function signs(small: string, others: Record<string, string>): Record<string, string> {
  return { ...Object.fromEntries(Array.from(small, (sign, index) => [USUAL.charAt(index), sign])), ...others };
}

/** Raised endings that are no powers. */
const ENDINGS = /^\s*(?:st|nd|rd|th|er|re|ère|ème|tm|sm)\s*$/i;

/** Writes superscript text with Unicode superscripts (x², not x2), or with "^" before it. */
export function asSuperscript(text: string): string {
  return inSigns(text, RAISED) ?? (ENDINGS.test(text) ? text : `^${grouped(text)}`);
}

/** Writes subscript text with Unicode subscripts, or with "_" before it. */
export function asSubscript(text: string): string {
  return inSigns(text, LOWERED) ?? `_${grouped(text)}`;
}

/** Puts text in brackets if it is more than one word, number or character. */
export function grouped(text: string): string {
  const trimmed = text.trim();
  return /^(?:[\p{L}\p{N}.,]*|\(.*\)|.)$/su.test(trimmed) ? trimmed : `(${trimmed})`;
}

function inSigns(text: string, small: Readonly<Record<string, string>>): string | undefined {
  const found = Array.from(text.replace(/\s/g, ""), (sign) => small[sign]);
  return found.includes(undefined) ? undefined : found.join("");
}
