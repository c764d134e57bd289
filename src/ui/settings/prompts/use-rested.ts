import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

/** A pause after which a person has come to the end of what they type, in ms. */
export const RESTED_MS = 800;

/** Says once that something is done, and not with each letter: when nothing has begun for a while. */
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
