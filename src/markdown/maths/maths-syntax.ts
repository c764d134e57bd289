import { isPlainNumberOrWords, isPrice } from "./prices.ts";

/** A line end that no blank line follows. */
const LINE_END = String.raw`\n(?![ \t]*(?:\n|$))`;
const IN_DOLLARS = String.raw`\$\$((?:\\[^\n]|[^\\$\n]|\$(?!\$)|${LINE_END})+)\$\$`;
const IN_BRACKETS = String.raw`\\\[((?:[^\\\n]|\\[^\]\n]|\\?${LINE_END})+)\\\]`;
const IN_PARENTHESES = String.raw`\\\(((?:[^\\\n]|\\[^)\n]|\\?${LINE_END})+)\\\)`;
/**
 * What stands between two dollars touches both, and no digit touches them from outside. It does not begin with what ends
 * words ("US ($), Canadian (C$)"), and holds no code.
 */
const IN_DOLLAR = String.raw`\$(?![\s$),;])((?:\\[^\n]|[^\\$\n\`]|${LINE_END})+)(?<!\s)\$(?![\d_$])`;

const BLOCK = new RegExp(String.raw`^ {0,3}(?:${IN_DOLLARS}|${IN_BRACKETS})[ \t]*(?=\n|$)`);
/** By what begins them: how they are read, and without which end they cannot be. */
const FORMS = [
  { begin: "$$", end: "$$", form: new RegExp(IN_DOLLARS, "y"), display: true },
  { begin: "$", end: "$", form: new RegExp(IN_DOLLAR, "y"), display: false },
  { begin: String.raw`\[`, end: String.raw`\]`, form: new RegExp(IN_BRACKETS, "y"), display: true },
  { begin: String.raw`\(`, end: String.raw`\)`, form: new RegExp(IN_PARENTHESES, "y"), display: false },
] as const;

/** TeX that no sentence about money or a shell holds. */
const SURELY_TEX = /\\[a-zA-Z%]|\^|\{/;
/** `n`, `2n`, `x_1`, `(n-1)`: no two letters beside each other. */
const ONE_LETTER_NAMES = /^(?=[^]*[\p{L}])(?![^]*\p{L}\p{L})[^]*[\p{L}\d)\]}']$/u;
/** What is written behind a formula without a space: "$n$th", "$k$s", "$x$axis". A shell's `$a$b` goes on with one letter. */
const ENDING = /^(?:[sxe](?![\p{L}\p{N}$=])|[\p{L}]{2,}(?![\p{L}\p{N}_$=]))/u;
const ORDINAL = /^(?:th|st|nd|rd)(?![\p{L}\p{N}])/u;

export interface Maths {
  raw: string;
  tex: string;
  display: boolean;
}

/** Maths on lines of its own, as far as no blank line parts it. */
export function readMathsLines(text: string): Maths | undefined {
  const sign = /^ {0,3}(\$\$|\\\[)/.exec(text)?.[1];
  // Without its end it is none, and needs not be read from each line on.
  if (sign === undefined || !text.includes(sign === "$$" ? "$$" : String.raw`\]`, 2)) return undefined;
  const [raw, dollars, brackets] = BLOCK.exec(text) ?? [];
  const tex = (dollars ?? brackets ?? "").trim();
  if (raw === undefined || tex === "" || (brackets !== undefined && isPlainNumberOrWords(brackets))) return undefined;
  return { raw, tex, display: true };
}

/**
 * Reads maths in a run of text, where it begins: `$...$`, `$$...$$`, `\(...\)` and `\[...\]`. An end that does not come is
 * looked for once, so that a text full of beginnings costs no more than another.
 */
export function mathsReader(text: string): (at: number) => Maths | undefined {
  const lastEnds = new Map<string, number>();

  function hasEnd(end: string, from: number): boolean {
    const last = lastEnds.get(end) ?? text.lastIndexOf(end);
    lastEnds.set(end, last);
    return last >= from;
  }

  return (at) => {
    if (/[\w\\$]/.test(text.charAt(at - 1))) return undefined;
    for (const { begin, end, form, display } of FORMS) {
      if (!text.startsWith(begin, at) || !hasEnd(end, at + begin.length)) continue;
      form.lastIndex = at;
      const [raw, content = ""] = form.exec(text) ?? [];
      const tex = content.trim();
      if (raw === undefined || tex === "") continue;
      if (begin === "$" && !isInDollars(content, text.slice(at + raw.length, at + raw.length + 30))) continue;
      if (begin === String.raw`\[` && isPlainNumberOrWords(content)) continue;
      return { raw, tex, display };
    }
    return undefined;
  };
}

/** Whether what stands between two dollars is meant as maths, and neither as prices nor as names of a shell. */
function isInDollars(content: string, after: string): boolean {
  if (isPrice(content)) return false;
  if (!/^[a-z]/i.test(after) || SURELY_TEX.test(content)) return true;
  return (ONE_LETTER_NAMES.test(content) && ENDING.test(after)) || (/^\d+$/.test(content) && ORDINAL.test(after));
}
