/** Length of a piece in characters. Long texts are split, because browsers lay out only the pieces in view. */
const PIECE_LENGTH = 8_000;

/** Shows a text as it was written. A very long one does not block the view. */
export function showBare(element: HTMLElement, text: string): void {
  const pieces = cutBetweenLines(text);
  if (pieces.length <= 1) {
    element.textContent = text;
    return;
  }
  element.replaceChildren(
    ...pieces.map((piece) => {
      const part = element.ownerDocument.createElement("div");
      part.className = "bare";
      part.textContent = piece;
      return part;
    }),
  );
}

/**
 * Splits a text into pieces that end at line ends. If a line is longer than a piece, splits after a space, or anywhere
 * between two characters.
 */
export function cutBetweenLines(text: string): string[] {
  const pieces: string[] = [];
  for (let start = 0; start < text.length;) {
    const end = start + PIECE_LENGTH >= text.length ? text.length : cutNear(text, start, start + PIECE_LENGTH);
    pieces.push(text.slice(start, end));
    start = end;
  }
  return pieces;
}

function cutNear(text: string, start: number, end: number): number {
  for (const sign of ["\n", " "]) {
    const found = text.lastIndexOf(sign, end - 1);
    if (found > start) return found + 1;
  }
  // Not inside a character.
  return /[\uD800-\uDBFF]/.test(text.charAt(end - 1)) ? end - 1 : end;
}
