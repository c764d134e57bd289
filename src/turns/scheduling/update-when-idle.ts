/** How often to look whether an update may be taken now, in ms. Nobody waits for it. */
export const LOOK_AGAIN_MS = 60_000;

/**
 * Takes an update of the extension that is ready. That ends the background, closes the views and empties session
 * memory. So it waits until `isBusy` resolves with false. A browser that ends before takes the update at its next
 * start.
 * @returns a function that looks at once; call it e.g. when a view has gone
 */
export function updateWhenIdle(
  isBusy: () => Promise<boolean>,
  update: () => void,
  report: (problem: unknown) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let taken = false;

  async function look(): Promise<void> {
    clearTimeout(timer);
    const busy = await isBusy().catch((problem: unknown) => {
      report(problem);
      return true;
    });
    clearTimeout(timer);
    if (taken) return;
    taken = !busy;
    if (busy) timer = setTimeout(() => void look(), LOOK_AGAIN_MS);
    else update();
  }
  void look();
  return () => void look();
}
