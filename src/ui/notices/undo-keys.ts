/** Inputs into which no text is typed: there, the keys of text mean nothing. */
const WITHOUT_TEXT = new Set(["button", "checkbox", "color", "file", "image", "radio", "range", "reset", "submit"]);

/** Whether what is typed goes into this element, which then has an Undo of its own. */
export function isTextBox(element: Element | null): boolean {
  if (element === null) return false;
  const { localName } = element;
  if (localName === "input") return !WITHOUT_TEXT.has((element as HTMLInputElement).type);
  return localName === "textarea" || (element as HTMLElement).isContentEditable === true;
}

/** Ctrl+Z, on a Mac Cmd+Z, by the letter, or where the keyboard has none of ours, by its place. */
export function isUndoKey(event: KeyboardEvent): boolean {
  const { key, code, ctrlKey, metaKey, shiftKey, altKey } = event;
  if (ctrlKey === metaKey || shiftKey || altKey) return false;
  return key.toLowerCase() === "z" || (code === "KeyZ" && !/^[a-z]$/i.test(key));
}

export interface UndoKeys {
  /** A new offer has come: the next Tab leads to it. */
  offered(): void;
  /** The offer has been taken: back to where the person came from. */
  taken(): void;
  /** Ends the listening. */
  end(): void;
}

/**
 * Makes the Undo button the next one in the order of the keyboard, wherever the focus is and the button stands: Tab leads to it
 * once, and on from where one came; Shift+Tab leads back. And Ctrl+Z takes the last offer outside of text boxes.
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
      // Without `preventDefault` the browser goes on from there.
      if (goBack() && event.shiftKey) event.preventDefault();
    } else if (isNext && !event.shiftKey) {
      button.focus();
      // It cannot have the focus while a dialog stands above it.
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
