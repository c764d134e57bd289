import { type Signal, useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

/** How near to the visible part counts as visible: some ten lines are drawn before they are seen. */
const MARGIN = "300px";

/** The callbacks of elements that have not been visible yet. */
const waiting = new Map<Element, () => void>();
/** One observer for all, because the browser goes through all observers in each frame. */
let observer: IntersectionObserver | undefined;

function startObserver(): IntersectionObserver {
  const options: IntersectionObserverInit & { scrollMargin: string } = { scrollMargin: MARGIN };
  return new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) waiting.get(target)?.();
  }, options);
}

/** Calls back when an element comes into or near the visible part. Returns a function that stops this. */
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
 * Whether an element has ever been in or near the visible part of its scroller. Once true, it stays true.
 * @param always counts it as visible, wherever it is
 */
export function useHasBeenVisible(element: RefObject<Element | null>, always: boolean): Signal<boolean> {
  const seen = useSignal(always);
  if (always) seen.value = true;
  useLayoutEffect(() => {
    // The message is observed and not the text in it, because browsers lay out nothing inside a distant message.
    const message = element.current?.closest("article") ?? element.current;
    if (message === null || seen.value) return undefined;
    return whenSeen(message, () => (seen.value = true));
  }, [seen.value]);
  return seen;
}
