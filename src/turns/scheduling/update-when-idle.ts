/** How often it is looked whether an update may be taken now, in ms; nobody waits for it. */
export const LOOK_AGAIN_MS = 60_000;

/**
 * Called when an update of the extension is ready. Taking it ends the background, closes the views, and empties session
 * memory, so it waits until nothing is being written, nothing is open, and nothing is kept there alone. A browser that ends
 * before takes the update at its next start. Gives what looks at once, e.g. when a view has gone.
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
