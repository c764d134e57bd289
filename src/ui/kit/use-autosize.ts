import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

/** A text of more characters fills any text box of ours, which are at most half a window high. */
const SURELY_FULL = 10_000;

/**
 * Makes a text box as high as its text, between the limits of its styles, where the browser does not do that by itself:
 * Firefox knows `field-sizing` from 152 on only.
 */
export function useAutosize(box: RefObject<HTMLTextAreaElement | null>, text: string): void {
  useLayoutEffect(() => {
    const area = box.current;
    if (area === null || CSS.supports("field-sizing", "content")) return;
    // As high as it may become, without measuring all of it twice with each key.
    if (text.length > SURELY_FULL) {
      area.style.blockSize = "100dvh";
      return;
    }
    // It is never less than the height, so that has to go before a text that became shorter is measured.
    area.style.blockSize = "auto";
    const borders = area.offsetHeight - area.clientHeight;
    area.style.blockSize = `${area.scrollHeight + borders}px`;
  }, [text]);
}
