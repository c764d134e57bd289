import type { Token } from "marked";
import { followFence, isEnd, openFence, partOfEnd } from "../blocks/fence-lines.ts";

/** How shown code changes: drop `cut` characters from its end, then append `text`. */
export interface CodeGrowth {
  cut: 0 | 1;
  text: string;
}

/** An open code block at the end of a text. */
export interface OpenFence {
  /** Returns what was added since the last call. undefined: the block may have ended, so it must be parsed again. */
  follow(source: string): CodeGrowth | undefined;
}

/**
 * Lets the last code block grow without parsing it again from its first line, because code blocks are the longest
 * blocks of answers.
 *
 * Shown code always ends in a line end, also before one has arrived. `cut` removes that one.
 * @param start where the block begins in `source`
 * @returns undefined if the last block is no fenced code, or is indented and needs more than appending
 */
export function createOpenFence(last: Token, source: string, start: number): OpenFence | undefined {
  if (last.type !== "code" || !source.startsWith(last.raw, start)) return undefined;
  const [opening] = /^(?:`{3,}|~{3,})[^\n]*\n/.exec(last.raw) ?? [];
  const opened = openFence(opening?.trimEnd() ?? "");
  if (opening === undefined || opened === undefined) return undefined;
  const contentStart = start + opening.length;
  let fence = opened;
  /** Where the first line begins that is not complete yet. */
  let lineStart = contentStart;
  let shownEnd = start + last.raw.length;

  /** The line above that one. */
  let before = "-";

  /** Follows the complete lines. Returns whether the fence is still open, also after the unfinished line. */
  function isOpenAfter(text: string): boolean {
    for (let end = text.indexOf("\n", lineStart); end !== -1; end = text.indexOf("\n", lineStart)) {
      const line = text.slice(lineStart, end);
      const [after] = /^[^\n]+/.exec(text.slice(end + 1, end + 100)) ?? [];
      const state = followFence(fence, line, { before, after });
      if (isEnd(state)) return false;
      fence = state;
      before = line;
      lineStart = end + 1;
    }
    return !isEnd(followFence(fence, text.slice(lineStart), { before, after: undefined }));
  }

  if (!isOpenAfter(source.slice(0, shownEnd))) return undefined;

  return {
    follow(text) {
      if (!isOpenAfter(text)) return undefined;
      const shown = text.length - partOfEnd(text.slice(lineStart), fence);
      if (shown <= shownEnd) return { cut: 0, text: "" };
      const added = text.slice(shownEnd, shown);
      const cut = shownEnd > contentStart && text.charAt(shownEnd - 1) !== "\n" ? 1 : 0;
      shownEnd = shown;
      return { cut, text: added.endsWith("\n") ? added : `${added}\n` };
    },
  };
}
