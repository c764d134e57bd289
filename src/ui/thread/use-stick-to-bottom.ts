import { type Signal, useSignal } from "@preact/signals";
import { type RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { onScrollBack } from "./scroll-back.ts";

/** Distance from the end, in px, that counts as the end: a line of text, and the rounding of zoomed pages. */
const END_TOLERANCE = 24;

/**
 * Keeps a scroller at its end while its content grows. Stops as soon as the person starts to scroll up, and continues
 * when they are at the end again.
 * @param key starts at the end when it changes (another conversation, or a question of the person's own)
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
     * A higher position means that the person scrolled, but only if no size has changed since the last frame. Otherwise
     * the browser may have moved it, because content shrank, perhaps growing again before this event.
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
