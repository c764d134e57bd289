import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

/** A text of more characters fills any of our text boxes, which are at most half a window high. */
const SURELY_FULL = 10_000;

/**
 * Makes a text box as high as its text, within the limits of its styles. Does nothing if the browser does it itself;
 * Firefox before 152 lacks `field-sizing`.
 */
export function useAutosize(box: RefObject<HTMLTextAreaElement | null>, text: string): void {
  useLayoutEffect(() => {
    const area = box.current;
    if (area === null || CSS.supports("field-sizing", "content")) return;
    // The greatest height, because measuring the whole text twice at each key is slow.
    if (text.length > SURELY_FULL) {
      area.style.blockSize = "100dvh";
      return;
    }
    // `scrollHeight` is never less than the height, so the height is reset before a shorter text is measured.
    area.style.blockSize = "auto";
    const borders = area.offsetHeight - area.clientHeight;
    area.style.blockSize = `${area.scrollHeight + borders}px`;
  }, [text]);
}
