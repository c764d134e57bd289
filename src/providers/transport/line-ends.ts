/**
 * Returns a function that turns all line ends (CRLF, CR) of a text in pieces into LF. The parser of event streams
 * searches for both characters from each line on, so many lines with only one of them would take it for ever.
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
