import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/** Whether the window is at least this wide, in rem of the browser's own text size. Draws again when that changes. */
export function useMinWidth(rem: number): boolean {
  const query = matchMedia(`(min-width: ${rem}rem)`);
  const wide = useSignal(query.matches);
  useEffect(() => {
    const changed = () => (wide.value = query.matches);
    // The width may have changed between the first drawing and this effect.
    changed();
    query.addEventListener("change", changed);
    return () => query.removeEventListener("change", changed);
  }, []);
  return wide.value;
}
