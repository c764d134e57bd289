/** Inputs that take no text. */
const WITHOUT_TEXT = new Set(["button", "checkbox", "color", "file", "image", "radio", "range", "reset", "submit"]);

/** Whether an element takes typed text. If so, it has an Undo of its own. */
export function isTextBox(element: Element | null): boolean {
  if (element === null) return false;
  const { localName } = element;
  if (localName === "input") return !WITHOUT_TEXT.has((element as HTMLInputElement).type);
  return localName === "textarea" || (element as HTMLElement).isContentEditable === true;
}

/** Whether a key is Ctrl+Z, or Cmd+Z on a Mac. If the keyboard has no Latin letter there, the key's position counts. */
export function isUndoKey(event: KeyboardEvent): boolean {
  const { key, code, ctrlKey, metaKey, shiftKey, altKey } = event;
  if (ctrlKey === metaKey || shiftKey || altKey) return false;
  return key.toLowerCase() === "z" || (code === "KeyZ" && !/^[a-z]$/i.test(key));
}

export interface UndoKeys {
  /** Call it when a new offer appears. The next Tab leads to it. */
  offered(): void;
  /** Call it when the offer is used. The focus goes back to where it was. */
  taken(): void;
  /** Stops listening. */
  end(): void;
}

/**
 * Makes the Undo button the next stop of the Tab key, wherever it stands. Tab leads to it once and then on from where
 * the person was; Shift+Tab leads back. Outside of text boxes, Ctrl+Z uses the latest offer.
 */
export function listenForUndo(
  document: Document,
  buttonOf: () => HTMLElement | null,
  undoLast: () => boolean,
): UndoKeys {
  let isNext = false;
  let origin: HTMLElement | undefined;

  function goBack(): boolean {
    const from = origin;
    origin = undefined;
    if (from === undefined || !from.isConnected) return false;
    from.focus({ preventScroll: true });
    return true;
  }

  function tab(event: KeyboardEvent): void {
    const button = buttonOf();
    if (button === null || event.ctrlKey || event.altKey || event.metaKey) return;
    const from = document.activeElement;
    if (from === button) {
      // Without `preventDefault`, the browser moves on from there.
      if (goBack() && event.shiftKey) event.preventDefault();
    } else if (isNext && !event.shiftKey) {
      button.focus();
      // The button cannot take the focus while a dialog is open above it.
      if (document.activeElement !== button) return;
      isNext = false;
      origin = from instanceof HTMLElement && from !== document.body ? from : undefined;
      event.preventDefault();
    }
  }

  function press(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) return;
    if (event.key === "Tab") tab(event);
    else if (isUndoKey(event) && !isTextBox(document.activeElement) && undoLast()) event.preventDefault();
  }

  document.addEventListener("keydown", press);
  return {
    offered: () => (isNext = true),
    taken: () => void goBack(),
    end: () => document.removeEventListener("keydown", press),
  };
}
