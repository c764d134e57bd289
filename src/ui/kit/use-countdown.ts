import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/** Whether a moment (ms since 1970) has come. Draws again when it does. */
export function useHasCome(at: number): boolean {
  return useSecondsUntil(at) <= 0;
}

/** Returns the whole seconds until a moment (ms since 1970), 0 once it has come. Draws again each second. */
export function useSecondsUntil(at: number): number {
  const seconds = useSignal(secondsUntil(at));
  useEffect(() => {
    seconds.value = secondsUntil(at);
    if (seconds.value === 0) return undefined;
    const timer = setInterval(() => {
      seconds.value = secondsUntil(at);
      if (seconds.value === 0) clearInterval(timer);
    }, 1_000);
    return () => clearInterval(timer);
  }, [at]);
  return seconds.value;
}

function secondsUntil(at: number): number {
  return Math.max(0, Math.ceil((at - Date.now()) / 1_000));
}
