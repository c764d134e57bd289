import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/** Whether the window is at least so wide, in rem of the browser's own text size; draws again when that changes. */
export function useMinWidth(rem: number): boolean {
  const query = matchMedia(`(min-width: ${rem}rem)`);
  const wide = useSignal(query.matches);
  useEffect(() => {
    const changed = () => (wide.value = query.matches);
    // It can have changed since the first drawing, before anybody listened.
    changed();
    query.addEventListener("change", changed);
    return () => query.removeEventListener("change", changed);
  }, []);
  return wide.value;
}
