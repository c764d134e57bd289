import type { TokenizerAndRendererExtension } from "marked";
import { escapeHtml } from "./escape-html.ts";
import type { ExtrasInUse } from "./extras.ts";

/** A line end that no blank line follows. */
const LINE_END = String.raw`\n(?![ \t]*(?:\n|$))`;
const IN_DOLLARS = String.raw`\$\$((?:\\[^\n]|[^\\$\n]|\$(?!\$)|${LINE_END})+)\$\$`;
const IN_BRACKETS = String.raw`\\\[((?:[^\\\n]|\\[^\]\n]|\\?${LINE_END})+)\\\]`;
const IN_PARENTHESES = String.raw`\\\(((?:[^\\\n]|\\[^)\n]|\\?${LINE_END})+)\\\)`;
/**
 * What stands between two dollars touches both, and neither a letter nor a digit touches them from outside. It does not begin
 * with what ends words ("US ($), Canadian (C$)"), and holds no code.
 */
const IN_DOLLAR = String.raw`\$(?![\s$),;])((?:\\[^\n]|[^\\$\n\`]|${LINE_END})+)(?<!\s)\$(?![\w$])`;

const BLOCK = new RegExp(String.raw`^ {0,3}(?:${IN_DOLLARS}|${IN_BRACKETS})[ \t]*(?=\n|$)`);
const INLINE = new RegExp(`^(?:${IN_DOLLARS}|${IN_BRACKETS}|${IN_PARENTHESES}|${IN_DOLLAR})`);
/** Maths that has its end, as the source of an expression. */
export const MATHS_ANYWHERE = String.raw`${IN_DOLLARS}|${IN_BRACKETS}|${IN_PARENTHESES}|(?<![\w\\$])${IN_DOLLAR}`;
const ANYWHERE = new RegExp(MATHS_ANYWHERE, "g");

/** "$5 for one and 10$ for two", "$20; or 30$", "a $9-a-month plan": begins with a number, and goes on with words. */
const PRICE = /^\d[\d.,]*[a-z,;:!?)/-]*\s[^\\]*[a-z]{2}/i;

/** Says what a formula was written as, so that it can be copied. */
export const TEX_ATTRIBUTE = "data-tex";

interface Maths {
  raw: string;
  tex: string;
  display: boolean;
}

/** Maths as models write it: `$...$`, `$$...$$`, `\(...\)` and `\[...\]`. Prices are not taken for it. */
export function mathsExtensions(extras: ExtrasInUse): TokenizerAndRendererExtension[] {
  function draw(tex: string, display: boolean): string {
    const drawn = extras.maths(tex, display)?.replace("<math", () => `<math ${TEX_ATTRIBUTE}="${escapeHtml(tex)}"`);
    return drawn ?? `<code class="tex">${escapeHtml(tex)}</code>`;
  }
  return [
    {
      name: "mathsBlock",
      level: "block",
      start(text) {
        const found = /\n(?= {0,3}(?:\$\$|\\\[))/.exec(text);
        // With the line end: without it the parser would not see that a line above it is blank.
        return found === null ? undefined : found.index + 1;
      },
      tokenizer(text) {
        const maths = readMaths(BLOCK.exec(text));
        return maths && { type: "mathsBlock", ...maths };
      },
      renderer: ({ tex }) => `<p class="maths">${draw(String(tex), true)}</p>\n`,
    },
    {
      name: "maths",
      level: "inline",
      start: (text) => /(?<![\w\\])\$/.exec(text)?.index,
      tokenizer(text, before) {
        if (!text.startsWith("$") && !text.startsWith("\\")) return undefined;
        if (/[\w\\]$/.test(before.at(-1)?.raw ?? "")) return undefined;
        const maths = readMaths(INLINE.exec(text));
        return maths && { type: "maths", ...maths };
      },
      renderer: ({ tex, display }) => draw(String(tex), display === true),
    },
  ];
}

/** The same text with something in the place of maths in which nothing is emphasised. */
export function maskMaths(text: string): string {
  if (!text.includes("$") && !text.includes("\\")) return text;
  return text.replace(ANYWHERE, (raw) => "a".repeat(raw.length));
}

function readMaths(found: RegExpExecArray | null): Maths | undefined {
  if (found === null) return undefined;
  const [raw, dollars, brackets, parentheses, dollar] = found;
  const display = dollars ?? brackets;
  const tex = (display ?? parentheses ?? dollar ?? "").trim();
  if (tex === "" || (dollar !== undefined && PRICE.test(dollar))) return undefined;
  return { raw, tex, display: display !== undefined };
}
