/**
 * Whether a key belongs to an input method that is composing. Enter and Escape then mean something to it alone. Some
 * input methods report only key code 229. Every key listener must check this first.
 */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

/** Whether a key sends: Enter without Shift. */
export function isSendKey(event: KeyboardEvent): boolean {
  return event.key === "Enter" && !event.shiftKey && !isComposing(event);
}

/** Whether a key leaves the text box: Escape. */
export function isCancelKey(event: KeyboardEvent): boolean {
  return event.key === "Escape" && !isComposing(event);
}
