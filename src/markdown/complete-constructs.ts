import { completeInline } from "./complete-inline.ts";

/** A line of which only the sign has come that says what it will be: a bullet, a number, a quote, a heading, a fence. */
const SIGN_ALONE =
  /^[ \t]*(?:>[ \t]?)*[ \t]*(?:[-*+_=#~`|:]+|\d{1,9}[.)]?|[-*+][ \t]+(?:\[[ xX]?\]?)?|\d{1,9}[.)][ \t]+|>)?[ \t]*$/;

const PART_OF_DELIMITER_ROW = /^[ \t]*[|:-][|:\- \t]*$/;

/**
 * A text that is still growing, as it is best shown now: what is half-finished at its end looks as it will when it is
 * complete, and signs that mean nothing yet are left out. `**bold` is bold, the first line of a table is a table.
 * Only the last block changes, and none that is complete.
 */
export function completeConstructs(text: string): string {
  const lastLine = text.lastIndexOf("\n") + 1;
  const line = text.slice(lastLine);
  const fence = openFence(text.slice(0, lastLine));
  if (fence !== undefined) return hasPartOfFence(line, fence) ? text.slice(0, lastLine) : text;
  // A fence is shown with its first line of code, when its language has come in full.
  if (/^[ \t]*(?:`{3,}[^`]*|~{3,}.*)$/.test(line)) return text.slice(0, lastLine);
  if (line.trim() !== "" && SIGN_ALONE.test(line) && !isTableRow(text, lastLine)) return text.slice(0, lastLine);
  const blockStart = startOfBlock(text, lastLine);
  const block = text.slice(blockStart);
  return text.slice(0, blockStart) + (completeTable(block) ?? completeInline(block));
}

/** The sign of a fence that has no end yet, at any depth. */
function openFence(text: string): string | undefined {
  let open: string | undefined;
  if (!text.includes("```") && !text.includes("~~~")) return undefined;
  for (const [, sign = "", info = ""] of text.matchAll(
    /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})([^\n]*)$/gm,
  )) {
    if (open === undefined) open = sign.startsWith("`") && info.includes("`") ? undefined : sign;
    else if (sign.startsWith(open) && info.trim() === "") open = undefined;
  }
  return open;
}

function hasPartOfFence(line: string, fence: string): boolean {
  const sign = line.trim();
  return sign !== "" && sign === fence.charAt(0).repeat(sign.length) && sign.length < fence.length;
}

/** Where the last lines without a blank one between them begin. */
function startOfBlock(text: string, lastLine: number): number {
  const blank = /\n[ \t]*\n(?![\s\S]*\n[ \t]*\n)/.exec(text.slice(0, lastLine));
  return blank === null ? 0 : blank.index + blank[0].length;
}

/** Whether the last line stands below others of a table, where `|` begins a row. */
function isTableRow(text: string, lastLine: number): boolean {
  return text.slice(lastLine).trim() !== "|" && /\|[^\n]*\n$/.test(text.slice(0, lastLine)) && /^[ \t]*\|/m.test(text);
}

/** A table of which the row below its heading is not there, or not complete. undefined: it is no such table. */
function completeTable(block: string): string | undefined {
  const [heading = "", delimiters = "", ...more] = block.split("\n");
  if (!/^ {0,3}\|/.test(heading) || more.length > 0) return undefined;
  const isComplete = block.includes("\n");
  if (delimiters !== "" && !PART_OF_DELIMITER_ROW.test(delimiters)) return undefined;
  const row = isComplete ? heading : completeInline(heading).trimEnd();
  const cells = row
    .replace(/\\\|/g, "")
    .replace(/^ {0,3}\||\|[ \t]*$/g, "")
    .split("|").length;
  return `${row}\n|${" --- |".repeat(cells)}`;
}
