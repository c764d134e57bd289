import { closeOpenInline } from "./close-open-inline.ts";
import { partOfEnd } from "../blocks/fence-lines.ts";
import { beginsFence, findFences } from "../blocks/fences.ts";
import { quotedStart, textStart } from "../blocks/line-markers.ts";
import { findMathsBlocks } from "../maths/maths-blocks.ts";
import { mayBecomeDefinition } from "./open-definition.ts";
import { startOfRun } from "./inline-context.ts";
import { startOfLastCell, withoutOpenPipe } from "../blocks/tables.ts";

/** A line with nothing but its marker so far: a bullet, a number, a checkbox, a heading, a fence. */
const SIGN_ALONE = /^(?:[-*+_=#~`|:]+|\d{1,9}[.)]?|\[[ xX]?\]?)?[ \t]*$/;

const PART_OF_DELIMITER_ROW = /^[|:-][|:\- \t]*$/;

/** A row with more cells is taken for a line of `|`, not for a table. */
const MAX_COLUMNS = 100;

/** The opening of display maths, whose lines may look like items and headings. */
const MATHS_BEGINS = /^(?:\$\$|\\\[)/;

/**
 * Completes the unfinished end of a growing text for display: `**bold` is shown bold, the first line of a table as a
 * table. Leaves out markers that mean nothing yet. Changes only the last block, never a complete one. The cost grows
 * with the length of the text.
 */
export function closeOpenBlocks(text: string): string {
  const lastLine = text.lastIndexOf("\n") + 1;
  const lines = text.slice(0, lastLine);
  const line = text.slice(lastLine);
  const fences = findFences(lines, line);
  if (fences.open !== undefined)
    return text.slice(0, text.length - partOfEnd(line.slice(quotedStart(line)), fences.open));
  const known = meansNothing(text, lastLine) ? lines : text;
  const maths = findMathsBlocks(known.slice(fences.end));
  const shown = maths.open === undefined ? known : known.slice(0, fences.end + maths.open);
  const blockStart = Math.max(startOfBlock(shown, Math.min(lastLine, shown.length)), fences.end + maths.end);
  const { block, mathsEnd } = withoutOpenMaths(shown.slice(blockStart));
  const completed = completeTable(block) ?? completeFrom(block, Math.max(startOfRun(block), mathsEnd));
  return shown.slice(0, blockStart) + completed;
}

/** Whether the last line is still ambiguous, so that it stays hidden. */
function meansNothing(text: string, lastLine: number): boolean {
  const line = text.slice(lastLine);
  if (beginsFence(line) || mayBecomeDefinition(line, lineBefore(text, lastLine))) return true;
  return line.trim() !== "" && SIGN_ALONE.test(line.slice(textStart(line))) && !isTableRow(text, lastLine);
}

function completeFrom(text: string, start: number): string {
  const inCell = text.charAt(start - 1) === "|";
  const run = text.slice(start);
  return text.slice(0, start) + closeOpenInline(inCell ? withoutOpenPipe(run) : run, inCell);
}

/** Returns where the last run of lines without a blank one begins. */
function startOfBlock(text: string, lastLine: number): number {
  let start = lastLine;
  while (start > 0) {
    const before = lineBefore(text, start);
    if (before.trim() === "") return start;
    start -= before.length + 1;
  }
  return 0;
}

/** Returns the line above the one that begins at `start`. */
function lineBefore(text: string, start: number): string {
  return start === 0 ? "" : text.slice(text.lastIndexOf("\n", start - 2) + 1, start - 1);
}

/** Whether the last line belongs to a table, where `|` begins a row. */
function isTableRow(text: string, lastLine: number): boolean {
  return text.slice(lastLine).trim() !== "|" && lineBefore(text, lastLine).includes("|") && /^[ \t]*\|/m.test(text);
}

/** Cuts off display maths that has no end yet. `mathsEnd` is the position after the last display maths that has one. */
function withoutOpenMaths(block: string): { block: string; mathsEnd: number } {
  let mathsEnd = 0;
  if (!block.includes("$$") && !block.includes(String.raw`\[`)) return { block, mathsEnd };
  let start = 0;
  for (const line of block.split("\n")) {
    const sign = start + textStart(line);
    if (sign >= mathsEnd && MATHS_BEGINS.test(block.slice(sign, sign + 2))) {
      const end = block.indexOf(block.startsWith("$$", sign) ? "$$" : String.raw`\]`, sign + 2);
      if (end === -1) return { block: block.slice(0, sign), mathsEnd };
      mathsEnd = end + 2;
    }
    start += line.length + 1;
  }
  return { block, mathsEnd };
}

/** Completes the delimiter row of a table at the end of a block. undefined: no table there needs it. */
function completeTable(block: string): string | undefined {
  const lines = block.split("\n");
  const index = [lines.length - 1, lines.length - 2].find((each) => isTableHeading(lines, each));
  if (index === undefined) return undefined;
  const heading = lines[index] ?? "";
  const delimiters = lines[index + 1];
  const begun = delimiters?.slice(quotedStart(delimiters)) ?? "";
  if (begun !== "" && !PART_OF_DELIMITER_ROW.test(begun)) return undefined;
  const row = delimiters === undefined ? completeFrom(heading, startOfLastCell(heading)).trimEnd() : heading;
  const start = textStart(row);
  const cells = row
    .slice(start + 1)
    .replace(/\\\|/g, "")
    .replace(/\|[ \t]*$/, "")
    .split("|").length;
  if (cells > MAX_COLUMNS) return undefined;
  // The next line repeats quote markers but no bullet.
  const indent = row.slice(0, start).replace(/[^>\s]/g, " ");
  return [...lines.slice(0, index), row, `${indent}|${" --- |".repeat(cells)}`].join("\n");
}

/** Whether a line begins with `|` and the line above it is no row. */
function isTableHeading(lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? "";
  return line.startsWith("|", textStart(line)) && !(lines[index - 1] ?? "").includes("|");
}
