import { type Signal, useSignal } from "@preact/signals";
import { type RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { onScrollBack } from "./scroll-back.ts";

/** Within this many pixels of the end one is at the end: a line of text, and the rounding of zoomed pages. */
const END_TOLERANCE = 24;

/**
 * Keeps a scrolling element at its end while its content grows, unless the person scrolls back: from the
 * first sign of that until they are at the end again. A new `key` (another conversation, or a question of their own) starts
 * at the end.
 */
export function useStickToBottom(key: string): {
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
    const ended = new AbortController();
    let { scrollHeight: height, clientHeight: room, scrollTop: top } = scroller;
    const growth = new ResizeObserver(() => {
      if (atEnd.value) jump();
      ({ scrollHeight: height, clientHeight: room, scrollTop: top } = scroller);
    });
    growth.observe(grown);
    growth.observe(scroller);
    /**
     * Only where nothing has changed its size since the last frame does a place further up say that somebody went there: the
     * browser moves it too, where content shrinks, and also where it has grown again before the event comes.
     */
    function scrolled(): void {
      if (scroller === null) return;
      const before = top;
      top = scroller.scrollTop;
      if (scroller.scrollHeight < height || scroller.clientHeight !== room) return;
      const isNear = height - top - room <= END_TOLERANCE;
      if (top > before && isNear) atEnd.value = true;
      else if (top < before && !isNear && scroller.scrollHeight === height) atEnd.value = false;
    }
    scroller.addEventListener("scroll", scrolled, { passive: true, signal: ended.signal });
    onScrollBack(scroller, () => (atEnd.value = false), ended.signal);
    return () => {
      growth.disconnect();
      ended.abort();
    };
  }, [key]);

  return { element, content, atEnd, jump };
}
