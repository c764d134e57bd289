import { type Fence, followFence, isEnd, openFence } from "./fence-lines.ts";
import { quotedStart, textStart } from "./line-markers.ts";

export interface Fences {
  /** The fence that has no end yet, at any depth. */
  open: Fence | undefined;
  /** Where the last one that has its end ends. */
  end: number;
}

/** The fences in complete lines, above a last one that is still coming. */
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

/** Whether a last line begins a fence. It is shown with its first line of code, when its language has come in full. */
export function beginsFence(line: string): boolean {
  return /^(?:`{3,}[^`]*|~{3,}.*)$/.test(line.slice(textStart(line)));
}
