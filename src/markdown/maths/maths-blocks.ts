import type { RendererExtension, TokenizerAndRendererExtension } from "marked";
import { escapeHtml } from "../escape-html.ts";
import type { CollectedRenderers } from "../optional-renderers.ts";
import { type Maths, readMathsLines } from "./maths-syntax.ts";
import { isPlainNumberOrWords } from "./prices.ts";

/** Holds the TeX source of a formula, so that it can be copied. */
export const TEX_ATTRIBUTE = "data-tex";

/**
 * Longest maths with blank lines in it, in characters. Longer text without an end is no maths, so that the answer goes
 * on below it.
 */
const MAX_LENGTH = 4_000;

const ENVIRONMENTS =
  "align|alignat|aligned|array|[bBpvV]?matrix|cases|eqnarray|equation|flalign|gather|gathered|multline|split";
/** A line that opens maths, which may reach over blank lines. */
const BEGINS = new RegExp(
  String.raw`^ {0,3}(?:(\$\$|\\\[)(?=[ \t]*(?:\n|$)|[^\n]*[\\^_={])|\\begin\{((?:${ENVIRONMENTS})\*?)\})`,
);
const BEGINS_LINE = new RegExp(BEGINS.source, "m");

/** The `marked` extensions for maths. */
export function mathsExtensions(renderers: CollectedRenderers): (TokenizerAndRendererExtension | RendererExtension)[] {
  return [
    {
      name: "mathsBlock",
      level: "block",
      start: startOfMathsLines,
      tokenizer(text) {
        const maths = readMaths(text);
        return maths && { type: "mathsBlock", ...maths };
      },
      renderer: ({ tex }) => drawMathsBlock(String(tex), renderers),
    },
    { name: "maths", renderer: ({ tex, display }) => draw(String(tex), display === true, renderers) },
  ];
}

/** Returns display maths as HTML. TeX that cannot be drawn, or not yet, is shown as code. */
export function drawMathsBlock(tex: string, renderers: CollectedRenderers): string {
  return `<p class="maths">${draw(tex, true, renderers)}</p>\n`;
}

function draw(tex: string, display: boolean, renderers: CollectedRenderers): string {
  const drawn = renderers.maths(tex, display)?.replace("<math", () => `<math ${TEX_ATTRIBUTE}="${escapeHtml(tex)}"`);
  return drawn ?? `<code class="tex">${escapeHtml(tex)}</code>`;
}

/** Returns where display maths begins in a paragraph, after a line end. */
function startOfMathsLines(text: string): number | undefined {
  const blankLine = text.indexOf("\n\n");
  const paragraph = blankLine === -1 ? text : text.slice(0, blankLine);
  if (!holdsSign(paragraph)) return undefined;
  for (const { index } of paragraph.matchAll(/\n(?= {0,3}(?:\$\$|\\\[|\\begin\{))/g)) {
    // The position after the line end: from the line end itself, the parser would not see that the line above is blank.
    if (readMaths(text.slice(index + 1)) !== undefined) return index + 1;
  }
  return undefined;
}

function holdsSign(text: string): boolean {
  return text.includes("$$") || text.includes(String.raw`\[`) || text.includes(String.raw`\begin{`);
}

function readMaths(text: string): Maths | undefined {
  return readMathsLines(text) ?? readMathsBlock(text);
}

/** Reads maths with blank lines in it, and environments without dollars. */
function readMathsBlock(text: string): Maths | undefined {
  const begins = BEGINS.exec(text);
  if (begins === null) return undefined;
  const [opening, sign = ""] = begins;
  const end = endOfMaths(text, begins);
  if (typeof end !== "number") return undefined;
  const raw = text.slice(0, end);
  const tex = sign === "" ? raw.trim() : raw.trimEnd().slice(opening.length, -sign.length).trim();
  const isPlain = isPlainNumberOrWords(raw.trim().slice(opening.trimStart().length, -sign.length));
  return tex === "" || (sign !== "" && isPlain) ? undefined : { raw, tex, display: true };
}

/**
 * Returns the position after maths that begins with the first line.
 * @returns "none" if it is no maths, "open" if it may become maths
 */
function endOfMaths(text: string, [opening, sign, environment]: RegExpExecArray): number | "none" | "open" {
  const closing = sign === undefined ? String.raw`\end{${environment}}` : sign === "$$" ? "$$" : String.raw`\]`;
  const near = text.slice(0, MAX_LENGTH);
  const found = near.indexOf(closing, opening.length);
  if (found === -1 && text.length > MAX_LENGTH) return "none";
  if (/^ {0,3}(?:`{3}|~{3})/m.test(found === -1 ? near : near.slice(0, found))) return "none";
  if (found === -1) return "open";
  const end = found + closing.length;
  const rest = /^[ \t]*(?=\n|$)/.exec(text.slice(end));
  return rest === null ? "none" : end + rest[0].length;
}

export interface MathsBlocks {
  /** Where maths begins that is still open. undefined: none is. */
  open: number | undefined;
  /** The position after the last closed maths. */
  end: number;
}

/** Finds maths that may reach over blank lines, in a text that begins with a block. */
export function findMathsBlocks(text: string): MathsBlocks {
  let last = 0;
  if (!holdsSign(text)) return { open: undefined, end: last };
  for (let from = 0; ;) {
    const found = BEGINS_LINE.exec(text.slice(from));
    if (found === null) return { open: undefined, end: last };
    const start = from + found.index;
    const begins = BEGINS.exec(text.slice(start)) ?? found;
    const end = endOfMaths(text.slice(start), begins);
    if (end === "open") return { open: start, end: last };
    if (end !== "none") last = start + end;
    from = end === "none" ? text.indexOf("\n", start) + 1 : start + end;
    if (from === 0) return { open: undefined, end: last };
  }
}
