/** How near the pointer must be to the upper or lower edge of the window, and how far each frame scrolls, in px. */
const NEAR = 48;
const STEP = 8;

/** Scrolls the window on as long as the pointer is near its upper or lower edge, until `signal` aborts. */
export function scrollWhileNear(pointerHeight: () => number, signal: AbortSignal): void {
  function step(): void {
    if (signal.aborted) return;
    const height = pointerHeight();
    if (height < NEAR) scrollBy(0, -STEP);
    else if (height > innerHeight - NEAR) scrollBy(0, STEP);
    requestAnimationFrame(step);
  }
  requestAnimationFrame(step);
}
