import type { RendererExtension, TokenizerAndRendererExtension } from "marked";
import { escapeHtml } from "../escape-html.ts";
import type { CollectedRenderers } from "../optional-renderers.ts";
import { type Maths, readMathsLines } from "./maths-syntax.ts";
import { isPlainNumberOrWords } from "./prices.ts";

/** Says what a formula was written as, so that it can be copied. */
export const TEX_ATTRIBUTE = "data-tex";

/** How long maths may be that holds blank lines. What is longer without an end is no maths, and the answer goes on below it. */
const MAX_LENGTH = 4_000;

const ENVIRONMENTS =
  "align|alignat|aligned|array|[bBpvV]?matrix|cases|eqnarray|equation|flalign|gather|gathered|multline|split";
/** A line that says that maths follows, if need be over blank lines. */
const BEGINS = new RegExp(
  String.raw`^ {0,3}(?:(\$\$|\\\[)(?=[ \t]*(?:\n|$)|[^\n]*[\\^_={])|\\begin\{((?:${ENVIRONMENTS})\*?)\})`,
);
const BEGINS_LINE = new RegExp(BEGINS.source, "m");

/** Maths on lines of its own. */
export function mathsExtensions(extras: CollectedRenderers): (TokenizerAndRendererExtension | RendererExtension)[] {
  return [
    {
      name: "mathsBlock",
      level: "block",
      start: startOfMathsLines,
      tokenizer(text) {
        const maths = readMaths(text);
        return maths && { type: "mathsBlock", ...maths };
      },
      renderer: ({ tex }) => drawMathsBlock(String(tex), extras),
    },
    { name: "maths", renderer: ({ tex, display }) => draw(String(tex), display === true, extras) },
  ];
}

export function drawMathsBlock(tex: string, extras: CollectedRenderers): string {
  return `<p class="maths">${draw(tex, true, extras)}</p>\n`;
}

function draw(tex: string, display: boolean, extras: CollectedRenderers): string {
  const drawn = extras.maths(tex, display)?.replace("<math", () => `<math ${TEX_ATTRIBUTE}="${escapeHtml(tex)}"`);
  return drawn ?? `<code class="tex">${escapeHtml(tex)}</code>`;
}

/** Where in a paragraph the line end stands below which maths on lines of its own begins. */
function startOfMathsLines(text: string): number | undefined {
  const blankLine = text.indexOf("\n\n");
  const paragraph = blankLine === -1 ? text : text.slice(0, blankLine);
  if (!holdsSign(paragraph)) return undefined;
  for (const { index } of paragraph.matchAll(/\n(?= {0,3}(?:\$\$|\\\[|\\begin\{))/g)) {
    // With the line end: without it the parser would not see that a line above it is blank.
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

/** Maths with blank lines in it, and environments that stand there without dollars. */
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
 * Where maths ends that begins with the first line: with the sign or the environment's end, and its line. "none": it is no
 * maths. "open": it may become some.
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
  /** Where maths begins whose end has not come, but may. */
  open: number | undefined;
  /** Where the last that has its end ends. */
  end: number;
}

/** Maths that may reach over blank lines, in a text that begins with a block. */
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
