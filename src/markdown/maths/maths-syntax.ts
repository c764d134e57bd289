import { isPlainNumberOrWords, isPrice } from "./prices.ts";

/** A line end without a blank line after it. */
const LINE_END = String.raw`\n(?![ \t]*(?:\n|$))`;
const IN_DOLLARS = String.raw`\$\$((?:\\[^\n]|[^\\$\n]|\$(?!\$)|${LINE_END})+)\$\$`;
const IN_BRACKETS = String.raw`\\\[((?:[^\\\n]|\\[^\]\n]|\\?${LINE_END})+)\\\]`;
const IN_PARENTHESES = String.raw`\\\(((?:[^\\\n]|\\[^)\n]|\\?${LINE_END})+)\\\)`;
/**
 * Maths between single dollars:
 * - Its content touches both dollars.
 * - No digit touches them from outside.
 * - It does not begin with punctuation that ends words ("US ($), Canadian (C$)").
 * - It holds no code.
 */
const IN_DOLLAR = String.raw`\$(?![\s$),;])((?:\\[^\n]|[^\\$\n\`]|${LINE_END})+)(?<!\s)\$(?![\d_$])`;

const BLOCK = new RegExp(String.raw`^ {0,3}(?:${IN_DOLLARS}|${IN_BRACKETS})[ \t]*(?=\n|$)`);
/** The forms of maths, each with its opening, its closing and its pattern. */
const FORMS = [
  { begin: "$$", end: "$$", form: new RegExp(IN_DOLLARS, "y"), display: true },
  { begin: "$", end: "$", form: new RegExp(IN_DOLLAR, "y"), display: false },
  { begin: String.raw`\[`, end: String.raw`\]`, form: new RegExp(IN_BRACKETS, "y"), display: true },
  { begin: String.raw`\(`, end: String.raw`\)`, form: new RegExp(IN_PARENTHESES, "y"), display: false },
] as const;

/** TeX that never stands in a sentence about money or a shell. */
const SURELY_TEX = /\\[a-zA-Z%]|\^|\{/;
/** `n`, `2n`, `x_1`, `(n-1)`: no two letters beside each other. */
const ONE_LETTER_NAMES = /^(?=[^]*[\p{L}])(?![^]*\p{L}\p{L})[^]*[\p{L}\d)\]}']$/u;
/** Letters right behind a formula: "$n$th", "$k$s", "$x$axis". In a shell's `$a$b` only one letter follows. */
const ENDING = /^(?:[sxe](?![\p{L}\p{N}$=])|[\p{L}]{2,}(?![\p{L}\p{N}_$=]))/u;
const ORDINAL = /^(?:th|st|nd|rd)(?![\p{L}\p{N}])/u;

/** A formula: its source with delimiters, its TeX without them, and whether it stands on its own line. */
export interface Maths {
  raw: string;
  tex: string;
  display: boolean;
}

/** Reads display maths without blank lines in it. */
export function readMathsLines(text: string): Maths | undefined {
  const sign = /^ {0,3}(\$\$|\\\[)/.exec(text)?.[1];
  // Checks for the closing first, so that the pattern does not run from each line.
  if (sign === undefined || !text.includes(sign === "$$" ? "$$" : String.raw`\]`, 2)) return undefined;
  const [raw, dollars, brackets] = BLOCK.exec(text) ?? [];
  const tex = (dollars ?? brackets ?? "").trim();
  if (raw === undefined || tex === "" || (brackets !== undefined && isPlainNumberOrWords(brackets))) return undefined;
  return { raw, tex, display: true };
}

/**
 * Returns a function that reads maths at a position of a run of text: `$...$`, `$$...$$`, `\(...\)` or `\[...\]`. Each
 * closing is searched once, so that a text full of openings costs no more than another.
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

/** Whether the content between two dollars is maths, and neither prices nor shell variables. */
function isInDollars(content: string, after: string): boolean {
  if (isPrice(content)) return false;
  if (!/^[a-z]/i.test(after) || SURELY_TEX.test(content)) return true;
  return (ONE_LETTER_NAMES.test(content) && ENDING.test(after)) || (/^\d+$/.test(content) && ORDINAL.test(after));
}
