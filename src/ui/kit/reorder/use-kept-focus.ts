import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

/**
 * Keeps the focus, and in sight, what has it in a list whose items change places. Browsers drop it, because an element that
 * moves is taken out first.
 * @param ids the items, as they stand
 */
export function useKeptFocus(list: RefObject<HTMLElement | null>, ids: readonly string[]): void {
  const focused = document.activeElement;
  useLayoutEffect(() => {
    if (!(focused instanceof HTMLElement) || list.current?.contains(focused) !== true) return;
    if (document.activeElement !== focused) focused.focus({ preventScroll: true });
    focused.closest("[data-sorted]")?.scrollIntoView({ block: "nearest" });
  }, [ids.join("\n")]);
}
