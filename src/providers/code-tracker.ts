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

  return {
    read(piece) {
      for (const character of piece) {
        if (character === "\n") {
          if (isFence()) fenced = !fenced;
          line = "";
          quotes = 0;
          continue;
        }
        if (character === "`") quotes += 1;
        line = line.length < MAXIMUM_LINE ? line + character : line.slice(0, MAXIMUM_LINE) + character;
      }
    },
    get inCode() {
      return fenced || isFence() || quotes % 2 === 1;
    },
    get line() {
      return line;
    },
  };
}
