/**
 * Whether a key belongs to an input method that is composing: Enter and Escape then say something to it, and to nobody else.
 * Some input methods say so by key code 229 alone. Every listener for keys asks this first.
 */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

/** Whether a key sends: Enter, but not with Shift. */
export function isSendKey(event: KeyboardEvent): boolean {
  return event.key === "Enter" && !event.shiftKey && !isComposing(event);
}

/** Whether a key leaves what is being written. */
export function isCancelKey(event: KeyboardEvent): boolean {
  return event.key === "Escape" && !isComposing(event);
}
