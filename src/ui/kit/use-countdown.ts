import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/** Whether this moment (ms since 1970) has come; draws again when it does. */
export function useHasCome(at: number): boolean {
  return useSecondsUntil(at) <= 0;
}

/** Whole seconds until this moment (ms since 1970), 0 once it has come; draws again each second until then. */
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
