import { useSignal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";

/**
 * Returns the time at which today was first seen, in ms since 1970. Draws again when another day has begun, also after
 * the machine slept.
 */
export function useToday(): number {
  const [begun] = useState(Date.now);
  const now = useSignal(begun);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;

    function look(): void {
      clearTimeout(timer);
      const moment = new Date();
      if (moment.toDateString() !== new Date(now.value).toDateString()) now.value = moment.getTime();
      const midnight = new Date(moment.getFullYear(), moment.getMonth(), moment.getDate() + 1);
      timer = setTimeout(look, midnight.getTime() - moment.getTime());
    }

    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, []);
  return now.value;
}
