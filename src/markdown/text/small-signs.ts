const USUAL = "0123456789+-=()";
const RAISED: Readonly<Record<string, string>> = signs("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾", { n: "ⁿ", i: "ⁱ", "−": "⁻" });
const LOWERED: Readonly<Record<string, string>> = signs("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", { "−": "₋" });

function signs(small: string, others: Record<string, string>): Record<string, string> {
  return { ...Object.fromEntries(Array.from(small, (sign, index) => [USUAL.charAt(index), sign])), ...others };
}

/** What is raised as it is written, and no power. */
const ENDINGS = /^\s*(?:st|nd|rd|th|er|re|ère|ème|tm|sm)\s*$/i;

/** Text that stands above the line, as signs that say so (x², not x2), or with a sign before it. */
export function asSuperscript(text: string): string {
  return inSigns(text, RAISED) ?? (ENDINGS.test(text) ? text : `^${grouped(text)}`);
}

/** Text that stands below the line. */
export function asSubscript(text: string): string {
  return inSigns(text, LOWERED) ?? `_${grouped(text)}`;
}

/** What is more than one sign or number, in brackets. */
export function grouped(text: string): string {
  const trimmed = text.trim();
  return /^(?:[\p{L}\p{N}.,]*|\(.*\)|.)$/su.test(trimmed) ? trimmed : `(${trimmed})`;
}

function inSigns(text: string, small: Readonly<Record<string, string>>): string | undefined {
  const found = Array.from(text.replace(/\s/g, ""), (sign) => small[sign]);
  return found.includes(undefined) ? undefined : found.join("");
}
