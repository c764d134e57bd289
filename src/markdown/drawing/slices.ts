/** How long one slice may keep the page busy, in ms. The rest of the frame is left for everything else. */
const SLICE_MS = 8;

/** Divides long work into slices. Check `over` often, and await `pause` when it returns true. */
export function createSlices(): { over(): boolean; pause(): Promise<void> } {
  let end = performance.now() + SLICE_MS;
  return {
    over: () => performance.now() >= end,
    async pause() {
      await scheduler.yield();
      end = performance.now() + SLICE_MS;
    },
  };
}
