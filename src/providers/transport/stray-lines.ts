/** The lines of an event stream that belong to no event: neither fields nor comments. */
export interface StrayLines {
  /** Takes the next piece of the stream. Its lines end in "\n". */
  read(piece: string): void;
  readonly count: number;
  /** The first of them, each with its line end. */
  readonly text: string;
}

/** What an event stream is made of: fields, comments, and the empty lines that end events. */
const KNOWN = /^(?:(?:data|event|id|retry)(?::|$)|:|$)/;

/**
 * Collects stray lines. Parsers of event streams pass over them, and some servers tell an error in such lines.
 * @param maximumLength how much of the text is kept, in characters
 */
export function createStrayLines(maximumLength: number): StrayLines {
  /** The beginning of the line that has not ended yet. */
  let line = "";
  let text = "";
  let count = 0;

  function take(more: string): void {
    line += more.slice(0, Math.max(0, maximumLength - line.length));
  }

  function endLine(): void {
    if (!KNOWN.test(line)) {
      count += 1;
      if (text.length < maximumLength) text += `${line}\n`;
    }
    line = "";
  }

  return {
    read(piece) {
      let start = 0;
      for (let end = piece.indexOf("\n"); end !== -1; end = piece.indexOf("\n", start)) {
        take(piece.slice(start, end));
        endLine();
        start = end + 1;
      }
      take(piece.slice(start));
    },
    get count() {
      return count;
    },
    get text() {
      return text;
    },
  };
}
