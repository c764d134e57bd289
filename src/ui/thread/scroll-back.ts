/** Keys that scroll up. */
const KEYS_BACK: ReadonlySet<string> = new Set(["ArrowUp", "PageUp", "Home"]);

/**
 * Calls `begin` when the person starts to scroll up, by wheel, key, touch or scroll bar. Reacts before anything moves,
 * so it also works while growing content pulls back to the end in each frame.
 */
export function onScrollBack(scroller: HTMLElement, begin: () => void, signal: AbortSignal): void {
  let touchedAt = Number.POSITIVE_INFINITY;

  /** Whether the scroller itself scrolls, and nothing inside it (such as a long table) in its place. */
  function isMeant(target: EventTarget | null): boolean {
    let element = target instanceof Element ? target : null;
    while (element !== null && element !== scroller) {
      if (element.scrollTop > 0) return false;
      element = element.parentElement;
    }
    return scroller.scrollTop > 0;
  }

  function wheel({ deltaY, ctrlKey, target }: WheelEvent): void {
    // With Ctrl, the wheel zooms.
    if (deltaY < 0 && !ctrlKey && isMeant(target)) begin();
  }

  function key(event: KeyboardEvent): void {
    const { key: name, shiftKey, target, defaultPrevented } = event;
    if (defaultPrevented || (target instanceof Element && target.matches("input, textarea"))) return;
    const pagesUp = name === " " && shiftKey && !(target instanceof HTMLButtonElement);
    if ((KEYS_BACK.has(name) || pagesUp) && isMeant(target)) begin();
  }

  function touch({ touches, target }: TouchEvent): void {
    const y = touches[0]?.clientY ?? Number.POSITIVE_INFINITY;
    if (y > touchedAt && isMeant(target)) begin();
    touchedAt = y;
  }

  function pointer({ target, clientX }: PointerEvent): void {
    const { left } = scroller.getBoundingClientRect();
    const inside = clientX - left - scroller.clientLeft;
    const isOnBar = target === scroller && (inside < 0 || inside >= scroller.clientWidth);
    if (isOnBar && isMeant(target)) begin();
  }

  const options = { passive: true, signal };
  scroller.addEventListener("wheel", wheel, options);
  scroller.addEventListener("keydown", key, options);
  scroller.addEventListener("touchstart", ({ touches }) => (touchedAt = touches[0]?.clientY ?? touchedAt), options);
  scroller.addEventListener("touchmove", touch, options);
  scroller.addEventListener("pointerdown", pointer, options);
}
