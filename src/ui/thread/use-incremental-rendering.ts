import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/** Messages drawn at once: more than fit on the tallest screen. */
const FIRST = 20;
/** Messages added whenever the browser is idle: few enough that nobody notices. */
const MORE = 40;

/**
 * Returns the end of a path at once and the rest in steps, so that a long conversation appears at once.
 * @param key which conversation it is; a new one starts over
 */
export function useIncrementalRendering(path: readonly string[], key: string): readonly string[] {
  const count: Signal<number> = useSignal(FIRST);
  const shownKey = useSignal(key);
  if (shownKey.value !== key) {
    shownKey.value = key;
    count.value = FIRST;
  }
  useEffect(() => {
    if (path.length === 0) return undefined;
    // From now on all is drawn, so that nothing disappears when the path grows.
    if (count.value >= path.length) {
      count.value = Number.POSITIVE_INFINITY;
      return undefined;
    }
    const waiting = requestIdleCallback(() => (count.value += MORE), { timeout: 500 });
    return () => cancelIdleCallback(waiting);
  }, [path.length, count.value, key]);
  return count.value >= path.length ? path : path.slice(-count.value);
}
