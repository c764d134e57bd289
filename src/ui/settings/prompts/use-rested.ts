import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

/** A person who pauses for so long has finished typing, in ms. */
export const RESTED_MS = 800;

/** Says once that a change is done, when no other has begun for `RESTED_MS`, and not with each letter. */
export function useRested(): { rested: boolean; begin(): void; end(): void } {
  const rested = useSignal(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    rested: rested.value,
    begin() {
      clearTimeout(timer.current);
      rested.value = false;
    },
    end() {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => (rested.value = true), RESTED_MS);
    },
  };
}
