import { type Signal, useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

/** What is nearer to the visible part than this counts as seen: some ten lines are ready before they come into sight. */
const MARGIN = "300px";

/** What becomes of the elements that have not been seen yet. */
const waiting = new Map<Element, () => void>();
/** One for all: with each frame the browser goes through its observers, which are as many as there are answers otherwise. */
let observer: IntersectionObserver | undefined;

function startObserver(): IntersectionObserver {
  const options: IntersectionObserverInit & { scrollMargin: string } = { scrollMargin: MARGIN };
  return new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) waiting.get(target)?.();
  }, options);
}

/** Calls back when an element comes into or near the visible part of what scrolls; gives what ends that. */
function whenSeen(element: Element, callBack: () => void): () => void {
  observer ??= startObserver();
  waiting.set(element, callBack);
  observer.observe(element);
  return () => {
    waiting.delete(element);
    observer?.unobserve(element);
  };
}

/**
 * Whether an element has ever been in or near the visible part of what scrolls. `always`: it has, wherever it is. Once
 * true, it stays so.
 */
export function useHasBeenVisible(element: RefObject<Element | null>, always: boolean): Signal<boolean> {
  const seen = useSignal(always);
  if (always) seen.value = true;
  useLayoutEffect(() => {
    // The message is asked about and not the text in it: of a message far away the browser lays out nothing.
    const message = element.current?.closest("article") ?? element.current;
    if (message === null || seen.value) return undefined;
    return whenSeen(message, () => (seen.value = true));
  }, [seen.value]);
  return seen;
}
