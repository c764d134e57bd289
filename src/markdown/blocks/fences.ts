import { type Fence, followFence, isEnd, openFence } from "./fence-lines.ts";
import { quotedStart, textStart } from "./line-markers.ts";

export interface Fences {
  /** The fence that is still open, at any depth. */
  open: Fence | undefined;
  /** The position after the last closed fence. */
  end: number;
}

/**
 * Finds the fences in a text.
 * @param complete lines that have arrived in full
 * @param last the line that is still arriving
 */
export function findFences(complete: string, last: string): Fences {
  const fences: Fences = { open: undefined, end: 0 };
  if (!complete.includes("```") && !complete.includes("~~~")) return fences;
  let start = 0;
  const lines = complete.split("\n");
  lines[lines.length - 1] = last;
  for (const [index, line] of lines.slice(0, -1).entries()) {
    start += line.length + 1;
    if (fences.open === undefined) {
      fences.open = openFence(line.slice(textStart(line)));
      continue;
    }
    const [before = "", after = ""] = [lines[index - 1], lines[index + 1]];
    const around = { before: before.slice(quotedStart(before)), after: after.slice(quotedStart(after)) };
    const state = followFence(fences.open, line.slice(quotedStart(line)), around);
    fences.open = isEnd(state) ? undefined : state;
    if (isEnd(state)) fences.end = start;
  }
  return fences;
}

/**
 * Whether the last line opens a fence. A fence is shown together with its first line of code, when its language is
 * known in full.
 */
export function beginsFence(line: string): boolean {
  return /^(?:`{3,}[^`]*|~{3,}.*)$/.test(line.slice(textStart(line)));
}
