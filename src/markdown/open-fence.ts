import type { Token } from "marked";

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
  const [opening, fence] = /^(`{3,}|~{3,})[^\n]*\n/.exec(last.raw) ?? [];
  if (opening === undefined || fence === undefined) return undefined;
  const contentStart = start + opening.length;
  const character = fence.charAt(0);
  const end = new RegExp(`^ {0,3}${character}{${fence.length},} *$`, "m");
  const endBegins = new RegExp(`^ {0,3}${character}+ *$`);
  let shownEnd = start + last.raw.length;
  if (end.test(source.slice(contentStart, shownEnd))) return undefined;

  return {
    follow(text) {
      if (end.test(text.slice(Math.max(contentStart, text.lastIndexOf("\n", shownEnd - 1) + 1)))) return undefined;
      const lastLine = text.lastIndexOf("\n") + 1;
      const shown = lastLine >= contentStart && endBegins.test(text.slice(lastLine)) ? lastLine : text.length;
      if (shown <= shownEnd) return { cut: 0, text: "" };
      const added = text.slice(shownEnd, shown);
      const cut = shownEnd > contentStart && text.charAt(shownEnd - 1) !== "\n" ? 1 : 0;
      shownEnd = shown;
      return { cut, text: added.endsWith("\n") ? added : `${added}\n` };
    },
  };
}
