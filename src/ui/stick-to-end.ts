import { type Signal, useSignal } from "@preact/signals";
import { type RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** Within this many pixels of the end one is at the end: a line of text, and the rounding of zoomed pages. */
const END_TOLERANCE = 24;

/**
 * Keeps a scrolling element at its end while its content grows, unless the person has scrolled back. A new `key` (another
 * conversation, or a question of their own) starts at the end again.
 */
export function useStickToEnd(key: string): {
  element: RefObject<HTMLDivElement | null>;
  content: RefObject<HTMLDivElement | null>;
  atEnd: Signal<boolean>;
  jump(): void;
} {
  const element = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const atEnd = useSignal(true);

  function jump(): void {
    const scroller = element.current;
    if (scroller !== null) scroller.scrollTop = scroller.scrollHeight;
    atEnd.value = true;
  }

  useEffect(() => {
    const scroller = element.current;
    const grown = content.current;
    if (scroller === null || grown === null) return undefined;
    jump();
    let height = scroller.scrollHeight;
    const growth = new ResizeObserver(() => {
      height = scroller.scrollHeight;
      if (atEnd.value) jump();
    });
    growth.observe(grown);
    growth.observe(scroller);
    function scrolled(): void {
      if (scroller === null || scroller.scrollHeight !== height) return;
      atEnd.value = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight <= END_TOLERANCE;
    }
    scroller.addEventListener("scroll", scrolled, { passive: true });
    return () => {
      growth.disconnect();
      scroller.removeEventListener("scroll", scrolled);
    };
  }, [key]);

  return { element, content, atEnd, jump };
}
