/** How often it is looked whether an update may be taken now, in ms; nobody waits for it. */
export const LOOK_AGAIN_MS = 60_000;

/**
 * Called when an update of the extension is ready. Taking it ends the background and closes the views, so it waits until
 * nothing is being written and nothing is open. A browser that ends before takes the update at its next start.
 */
export function updateWhenIdle(isBusy: () => boolean, update: () => void): void {
  if (isBusy()) setTimeout(() => updateWhenIdle(isBusy, update), LOOK_AGAIN_MS);
  else update();
}
