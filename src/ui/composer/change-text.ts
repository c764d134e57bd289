/** The browser's own way of typing takes seconds for a text of more characters, and for less nobody waits. */
const MOST_TYPED = 20_000;

/**
 * Shows another text in a text box, in the way of the browser's own typing, so that Ctrl+Z takes it back. The focus stays
 * where it is; where nobody has it, the text box gets it. What cannot be typed is set, which forgets the history: a text of
 * many thousand characters, and one that comes while the person writes in another text box.
 */
export function changeText(area: HTMLTextAreaElement, text: string): void {
  const wanted = text.replace(/\r\n?/g, "\n");
  if (area.value === wanted) return;
  const fromEnd = area.value.length - area.selectionEnd;
  const isAbove = wanted.endsWith(area.value) && !wanted.startsWith(area.value);
  if (!type(area, wanted)) area.value = wanted;
  // Who writes goes on where they were; else below what has come.
  const place = isAbove ? Math.max(0, wanted.length - fromEnd) : wanted.length;
  area.setSelectionRange(place, place);
}

/** Another text, of which the old one is no part: Ctrl+Z does not lead back to that. */
export function replaceText(area: HTMLTextAreaElement, text: string): void {
  // The browser forgets the history only where the value changes.
  area.value = `${text} `;
  area.value = text;
}

/** Only the difference is typed. False: nothing has changed. */
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
