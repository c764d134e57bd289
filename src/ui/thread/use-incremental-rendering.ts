import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/** What is drawn at once: more than fits on the tallest screen. */
const FIRST = 20;
/** What is added whenever the browser has nothing else to do: little enough that nobody feels it. */
const MORE = 40;

/**
 * The end of a path, and soon all of it: a long conversation is seen at once, and what stands far above follows. `key` says
 * which conversation it is.
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
    // From then on it may grow as it likes: nothing that was there goes away again.
    if (count.value >= path.length) {
      count.value = Number.POSITIVE_INFINITY;
      return undefined;
    }
    const waiting = requestIdleCallback(() => (count.value += MORE), { timeout: 500 });
    return () => cancelIdleCallback(waiting);
  }, [path.length, count.value, key]);
  return count.value >= path.length ? path : path.slice(-count.value);
}
