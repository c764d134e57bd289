/** How many characters of a line are kept: enough to see whether it opens a fence. */
const MAXIMUM_LINE = 40;

/** Follows Markdown piece by piece, and knows whether its end stands in code. */
export interface CodeTracker {
  read(piece: string): void;
  /** Whether the end stands in a fence, or in backticks that are open on this line. */
  readonly inCode: boolean;
  /** The unfinished line. Of a line over 40 characters: its first 40 and its last character. */
  readonly line: string;
}

export function createCodeTracker(): CodeTracker {
  let fenced = false;
  let line = "";
  let quotes = 0;

  const isFence = () => /^\s*(?:```|~~~)/.test(line);

  function append(part: string): void {
    if (part === "") return;
    for (let at = part.indexOf("`"); at >= 0; at = part.indexOf("`", at + 1)) quotes += 1;
    const whole = line + part.slice(0, MAXIMUM_LINE);
    line = line.length + part.length <= MAXIMUM_LINE ? whole : whole.slice(0, MAXIMUM_LINE) + part.slice(-1);
  }

  return {
    read(piece) {
      let start = 0;
      for (let end = piece.indexOf("\n"); end >= 0; end = piece.indexOf("\n", start)) {
        append(piece.slice(start, end));
        if (isFence()) fenced = !fenced;
        line = "";
        quotes = 0;
        start = end + 1;
      }
      append(piece.slice(start));
    },
    get inCode() {
      return fenced || isFence() || quotes % 2 === 1;
    },
    get line() {
      return line;
    },
  };
}
