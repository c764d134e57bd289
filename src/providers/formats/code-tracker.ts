/** Of a line so much is kept: enough to see whether a fence begins it. */
const MAXIMUM_LINE = 40;

/** Follows a text in Markdown, piece by piece, as far as to know whether it stands in code at its end. */
export interface CodeTracker {
  read(piece: string): void;
  /** Inside of a fence, or of backquotes that are open on this line. */
  readonly inCode: boolean;
  /** The line that is not ended yet; of a long one its beginning and its last character. */
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
