/** Pieces of so many characters are laid out by themselves, so that what is added costs the same however much there is. */
const PIECE_LENGTH = 8_000;
/** A piece ends at the next end of a line, or where it has so many characters if there is none. */
const LONGEST_PIECE = 2 * PIECE_LENGTH;

/** How many characters at the end of the old text are compared, to see whether the new text continues it. */
const COMPARED_LENGTH = 64;

/** Returns what a text has more than before; undefined if it is another one. Only the end of the old text is compared. */
export function addedTo(before: string, text: string): string | undefined {
  const { length } = before;
  const from = Math.max(0, length - COMPARED_LENGTH);
  const grows = text.length >= length && text.slice(from, length) === before.slice(from);
  return grows ? text.slice(length) : undefined;
}

/** Adds plain text to the end of an element that nothing else has filled: in pieces, each a block of its own. */
export function growText(element: HTMLElement, added: string): void {
  let rest = added;
  while (rest !== "") {
    const last = element.lastElementChild?.firstChild;
    const open = last instanceof Text ? last : undefined;
    const fits = open === undefined ? 0 : endOfPiece(open.data, rest);
    const end = fits > 0 ? fits : endOfPiece("", rest);
    if (open !== undefined && fits > 0) open.appendData(rest.slice(0, end));
    else addPiece(element, rest.slice(0, end));
    rest = rest.slice(end);
  }
}

function addPiece(element: HTMLElement, text: string): void {
  const piece = element.ownerDocument.createElement("div");
  piece.textContent = text;
  element.append(piece);
}

/** Returns how many characters of `rest` belong to a piece that holds `begun`. */
function endOfPiece(begun: string, rest: string): number {
  const { length } = begun;
  if (length >= PIECE_LENGTH && begun.endsWith("\n")) return 0;
  const lineEnd = rest.indexOf("\n", Math.max(0, PIECE_LENGTH - length - 1));
  const end = Math.min(lineEnd < 0 ? rest.length : lineEnd + 1, LONGEST_PIECE - length);
  // Both halves of a character stay together.
  return end > 0 && end < rest.length && /[\uD800-\uDBFF]/.test(rest.charAt(end - 1)) ? end - 1 : end;
}
