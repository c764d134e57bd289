/** Longest text, in characters, that is typed. The browser takes seconds for longer ones. */
const MOST_TYPED = 20_000;

/**
 * Changes the text of a text box like typing, so that Ctrl+Z takes it back. The focus stays where it is; if nothing has
 * it, the text box gets it. Text that cannot be typed is set, which clears the undo history: a very long one, or one
 * that arrives while the person writes in another text box.
 */
export function changeText(area: HTMLTextAreaElement, text: string): void {
  const wanted = text.replace(/\r\n?/g, "\n");
  if (area.value === wanted) return;
  const fromEnd = area.value.length - area.selectionEnd;
  const isAbove = wanted.endsWith(area.value) && !wanted.startsWith(area.value);
  if (!type(area, wanted)) area.value = wanted;
  // The cursor stays where the person writes, or goes to the end of new text.
  const place = isAbove ? Math.max(0, wanted.length - fromEnd) : wanted.length;
  area.setSelectionRange(place, place);
}

/** Sets an unrelated text. Ctrl+Z does not lead back to the old one. */
export function replaceText(area: HTMLTextAreaElement, text: string): void {
  // The browser clears the history only if the value changes.
  area.value = `${text} `;
  area.value = text;
}

/** Types the difference. Returns false if the text box does not have the wanted text then. */
function type(area: HTMLTextAreaElement, text: string): boolean {
  const { ownerDocument: document, value } = area;
  const { activeElement } = document;
  if (text === "" || text.length > MOST_TYPED || typeof document.execCommand !== "function") return false;
  if (activeElement !== area && isTextBox(activeElement)) return false;
  const start = text.startsWith(value) ? value.length : 0;
  const end = start === 0 && text.endsWith(value) ? 0 : value.length;
  area.focus({ preventScroll: true });
  area.setSelectionRange(start, end);
  document.execCommand("insertText", false, text.slice(start, text.length - (value.length - end)));
  if (activeElement instanceof HTMLElement && activeElement !== area && activeElement !== document.body)
    activeElement.focus({ preventScroll: true });
  return area.value === text;
}

function isTextBox(element: Element | null): boolean {
  return element !== null && element.matches("input, textarea, select, [contenteditable]");
}
