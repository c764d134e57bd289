import { quotedStart, textStart } from "./line-signs.ts";

export interface Fences {
  /** The sign of a fence that has no end yet, at any depth. */
  open: string | undefined;
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
    const { open } = fences;
    const text = line.slice(open === undefined ? textStart(line) : quotedStart(line));
    const [, sign = "", info = ""] = /^(`{3,}|~{3,})(.*)$/.exec(text) ?? [];
    if (open === undefined) {
      if (sign !== "" && !(sign.startsWith("`") && info.includes("`"))) fences.open = sign;
    } else if (sign.startsWith(open) && info.trim() === "") {
      fences.open = undefined;
      fences.end = Math.min(end, lines.length);
    }
    start = end;
  }
  return fences;
}

/** Whether a last line begins a fence. It is shown with its first line of code, when its language has come in full. */
export function beginsFence(line: string): boolean {
  return /^(?:`{3,}[^`]*|~{3,}.*)$/.test(line.slice(textStart(line)));
}

/** Whether a last line is a part of the sign that ends a fence. */
export function isPartOfFence(line: string, fence: string): boolean {
  const sign = line.slice(quotedStart(line)).trimEnd();
  return sign !== "" && sign === fence.charAt(0).repeat(sign.length) && sign.length < fence.length;
}
