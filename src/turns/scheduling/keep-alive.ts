/**
 * Browsers stop a background after about 30 s without a call of an extension API. Two thirds of that leave room for a
 * slow machine.
 */
export const BEAT_INTERVAL_MS = 20_000;

/**
 * Keeps the background awake while at least one turn runs, and not a moment longer. `beat` must call an extension API.
 * `hold` returns a function that ends the hold; calling that again does nothing.
 */
export function createKeepAlive(beat: () => void): {
  hold(): () => void;
  /** Whether anybody holds it. */
  readonly held: boolean;
} {
  const holds = new Set<symbol>();
  let timer: ReturnType<typeof setInterval> | undefined;
  return {
    get held() {
      return holds.size > 0;
    },
    hold() {
      const hold = Symbol("turn");
      holds.add(hold);
      timer ??= setInterval(beat, BEAT_INTERVAL_MS);
      return () => {
        if (holds.delete(hold) && holds.size === 0) {
          clearInterval(timer);
          timer = undefined;
        }
      };
    },
  };
}
