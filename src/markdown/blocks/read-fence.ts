import type { Tokens } from "marked";
import { type Fence, followFence, isEnd, openFence } from "./fence-lines.ts";

/** A code block. `closed` says whether its closing fence has arrived. */
export type FencedCode = Tokens.Code & { closed: boolean };

/**
 * Reads a fenced code block at the start of a text. Two rules differ from CommonMark, because models write so:
 * - In a fence with Markdown, a fence with a language opens a nested one.
 * - A closing run right behind the last line ends the fence.
 *
 * @param isWhole whether the text is complete. If it is, a Markdown fence that never closes is read again without
 *   nested ones
 */
export function readFence(text: string, isWhole: boolean): FencedCode | undefined {
  const [first = "", indent = ""] = /^( {0,3})(?=`{3}|~{3})[^\n]*/.exec(text) ?? [];
  const opening = first.slice(indent.length);
  const fence = openFence(opening);
  if (fence === undefined) return undefined;
  const read = readFrom(text, first.length + 1, indent, fence);
  const plain = openFence(opening, false);
  const code =
    isWhole && !read.closed && fence.holdsFences && plain ? readFrom(text, first.length + 1, indent, plain) : read;
  const info = opening.slice(fence.signs[0]?.length).trim();
  return { type: "code", lang: info.replace(/\\([!-/:-@[-`{-~])/g, "$1"), ...code };
}

function readFrom(
  text: string,
  start: number,
  indent: string,
  opened: Fence,
): { raw: string; text: string; closed: boolean } {
  let fence = opened;
  const lines: string[] = [];
  for (let at = start; at < text.length;) {
    const end = lineEnd(text, at);
    const line = text.slice(at, end);
    const after = end + 1 < text.length ? text.slice(end + 1, lineEnd(text, end + 1)) : undefined;
    const state = followFence(fence, line, { before: lines.at(-1) ?? "-", after });
    if (isEnd(state)) {
      if (state.code !== undefined) lines.push(state.code);
      return { raw: text.slice(0, end), text: codeOf(lines, indent), closed: true };
    }
    fence = state;
    lines.push(line);
    at = end + 1;
  }
  return { raw: text, text: codeOf(lines, indent), closed: false };
}

function lineEnd(text: string, start: number): number {
  const end = text.indexOf("\n", start);
  return end === -1 ? text.length : end;
}

/**
 * Removes the fence's own indent from its lines. A blank last line gets an extra line end, because `marked` drops the
 * last one.
 */
function codeOf(lines: readonly string[], indent: string): string {
  const unindented = lines.map((line) => line.slice(/^ */.exec(line.slice(0, indent.length))?.[0].length ?? 0));
  return lines.at(-1) === "" ? `${unindented.join("\n")}\n` : unindented.join("\n");
}
