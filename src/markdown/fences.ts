import { type Fence, followFence, isEnd, openFence } from "./fence-lines.ts";
import { quotedStart, textStart } from "./line-signs.ts";

export interface Fences {
  /** The fence that has no end yet, at any depth. */
  open: Fence | undefined;
  /** Where the last one that has its end ends. */
  end: number;
}

/** The fences in complete lines. */
export function findFences(lines: string): Fences {
  const fences: Fences = { open: undefined, end: 0 };
  if (!lines.includes("```") && !lines.includes("~~~")) return fences;
  let start = 0;
  for (const line of lines.split("\n")) {
    const end = start + line.length + 1;
    if (fences.open === undefined) fences.open = openFence(line.slice(textStart(line)));
    else {
      const state = followFence(fences.open, line.slice(quotedStart(line)));
      fences.open = isEnd(state) ? undefined : state;
      if (isEnd(state)) fences.end = Math.min(end, lines.length);
    }
    start = end;
  }
  return fences;
}

/** Whether a last line begins a fence. It is shown with its first line of code, when its language has come in full. */
export function beginsFence(line: string): boolean {
  return /^(?:`{3,}[^`]*|~{3,}.*)$/.test(line.slice(textStart(line)));
}
