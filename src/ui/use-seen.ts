import { type Signal, useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

/** What is nearer to the visible part than this counts as seen: some ten lines are ready before they come into sight. */
const MARGIN = "300px";

/**
 * Whether an element has ever been in or near the visible part of what scrolls. `always`: it has, wherever it is. Once
 * true, it stays so.
 */
export function useSeen(element: RefObject<Element | null>, always: boolean): Signal<boolean> {
  const seen = useSignal(always);
  if (always) seen.value = true;
  useLayoutEffect(() => {
    // The message is asked about and not the text in it: of a message far away the browser lays out nothing.
    const message = element.current?.closest("article") ?? element.current;
    if (message === null || seen.value) return undefined;
    const options: IntersectionObserverInit & { scrollMargin: string } = { scrollMargin: MARGIN };
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      seen.value = true;
      observer.disconnect();
    }, options);
    observer.observe(message);
    return () => observer.disconnect();
  }, [seen.value]);
  return seen;
}
