/**
 * Whether a key sends: Enter, but not with Shift, and not while an input method composes; Enter then belongs to the input
 * method. Some input methods say so by key code 229 alone.
 */
export function isSendKey(event: KeyboardEvent): boolean {
  return event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229;
}
