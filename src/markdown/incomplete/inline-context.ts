import { textStart } from "../blocks/line-markers.ts";
import { startOfLastCell } from "../blocks/tables.ts";

const HEADING = /^#{1,6}[ \t]/;

/**
 * Where the run of text begins that is open at the end of a block (lines without a blank one between them): signs that are
 * open in one item, cell, heading or quote mean nothing in the next.
 */
export function startOfRun(block: string): number {
  let run = 0;
  let start = 0;
  let before: string | undefined;
  let inTable = false;
  for (const line of block.split("\n")) {
    inTable ||= before !== undefined && before.includes("|") && isDelimiterRow(line);
    const text = textStart(line);
    if (inTable) run = start + startOfLastCell(line);
    else if (beginsRun(line, text, before)) run = start + text;
    before = line;
    start += line.length + 1;
  }
  return run;
}

function beginsRun(line: string, text: number, before: string | undefined): boolean {
  if (before === undefined || /[-*+.)][ \t]+$/.test(line.slice(0, text))) return true;
  if (HEADING.test(line.slice(text)) || HEADING.test(before.slice(textStart(before)))) return true;
  return line.slice(0, text).includes(">") && !before.slice(0, textStart(before)).includes(">");
}

/** The row below the heading of a table, as far as it has come. */
function isDelimiterRow(line: string): boolean {
  return line.includes("|") && line.includes("-") && /^[|:\- \t>]+$/.test(line);
}
