/** So long the page may be kept busy in one piece, in ms: what else it has to do in a frame still fits in beside that. */
const SLICE_MS = 8;

/** Divides long work: asked often, it lets the browser do other things whenever a slice is over. */
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
