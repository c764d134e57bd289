import { textStart } from "../blocks/line-markers.ts";
import { startOfLastCell } from "../blocks/tables.ts";

const HEADING = /^#{1,6}[ \t]/;

/**
 * Returns where the last run of text in a block begins. A delimiter that is open in one item, cell, heading or quote
 * means nothing in the next.
 * @param block lines without a blank one between them
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

/** Whether a line is the delimiter row of a table, or the beginning of one. */
function isDelimiterRow(line: string): boolean {
  return line.includes("|") && line.includes("-") && /^[|:\- \t>]+$/.test(line);
}
