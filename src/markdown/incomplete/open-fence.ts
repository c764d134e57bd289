import type { Token } from "marked";
import { followFence, isEnd, openFence, partOfEnd } from "../blocks/fence-lines.ts";

/** How the text of shown code changes: so many characters at its end go, then `text` comes. */
export interface CodeGrowth {
  cut: 0 | 1;
  text: string;
}

/** A code block whose end has not come yet, as the last block of a text. */
export interface OpenFence {
  /** What has come since it was asked last. undefined: the end of the block may have come, and it has to be read again. */
  follow(source: string): CodeGrowth | undefined;
}

/**
 * Lets code grow without being read again from its first line: code blocks are the longest that answers have. `start` is
 * where the block begins in the source. Gives undefined where the last block is no code, or needs more than adding text,
 * as an indented one does.
 *
 * Shown code ends in a line end, also where none has come yet: that is what `cut` takes away.
 */
export function createOpenFence(last: Token, source: string, start: number): OpenFence | undefined {
  if (last.type !== "code" || !source.startsWith(last.raw, start)) return undefined;
  const [opening] = /^(?:`{3,}|~{3,})[^\n]*\n/.exec(last.raw) ?? [];
  const opened = openFence(opening?.trimEnd() ?? "");
  if (opening === undefined || opened === undefined) return undefined;
  const contentStart = start + opening.length;
  let fence = opened;
  /** Where the first line begins that was not read yet. */
  let lineStart = contentStart;
  let shownEnd = start + last.raw.length;

  /** The line above that. */
  let before = "-";

  /** Follows the lines that are complete. Whether the fence is still open, also after what has come of the last line. */
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
