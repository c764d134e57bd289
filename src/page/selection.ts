/**
 * What is selected in this frame, with its line breaks; "" for nothing. Runs inside the page, where nothing around it
 * exists: it must not use anything from outside itself.
 */
export function readSelection(): string {
  const field = document.activeElement;
  if (field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && field.type !== "password")) {
    const { selectionStart: start, selectionEnd: end } = field;
    if (start !== null && end !== null && start < end) return field.value.slice(start, end);
  }
  return getSelection()?.toString() ?? "";
}
