/**
 * Makes every end of a line (CRLF, CR, LF) a line feed, in a text that comes in pieces. The parser of event streams looks for
 * both signs from each line on, so that many lines with one of them alone would take it for ever.
 */
export function createLineEnds(): (piece: string) => string {
  let endedInReturn = false;
  return (piece) => {
    if (piece === "") return piece;
    const text = endedInReturn && piece.startsWith("\n") ? piece.slice(1) : piece;
    endedInReturn = piece.endsWith("\r");
    return text.replaceAll("\r\n", "\n").replaceAll("\r", "\n");
  };
}
