import type { ColourStep } from "./colour-steps.ts";
import { keepSelection } from "../drawing/keep-selection.ts";
import { createSlices } from "../drawing/slices.ts";

/** Class around complete code in a known language that waits for its colours. */
export const COLOURABLE_CLASS = "colourable";

/** Coloured code, with the class of its parent, which names the language. */
const coloured = new WeakMap<Node, string | undefined>();

/** Whether the shown code is coloured and has the same text and language as the wanted code. */
export function isColouredAs(shown: Node, wanted: Node): boolean {
  if (!coloured.has(shown) || shown.textContent !== wanted.textContent) return false;
  return coloured.get(shown) === wanted.parentElement?.className;
}

/** Draws colours into code, one time slice after another. Stops if the code changes or the signal aborts. */
export async function drawColours(code: HTMLElement, steps: readonly ColourStep[], signal: AbortSignal): Promise<void> {
  const text = code.textContent;
  const uncoloured = code.firstChild;
  const length = steps.reduce<number>((sum, step) => sum + (typeof step === "number" ? step : 0), 0);
  if (!(uncoloured instanceof Text) || uncoloured.length !== text.length || length !== text.length) return;
  coloured.set(code, code.parentElement?.className);
  const page = code.ownerDocument;
  const slices = createSlices();
  let fragment: Node = page.createDocumentFragment();
  let place = fragment;
  let position = 0;
  const show = (): void => {
    const count = position - (text.length - uncoloured.length);
    keepSelection(code, () => {
      code.insertBefore(fragment, uncoloured);
      uncoloured.deleteData(0, count);
    });
    fragment = page.createDocumentFragment();
    place = fragment;
  };
  for (const step of steps) {
    if (step === null) place = place.parentNode ?? fragment;
    else if (typeof step === "number") {
      place.appendChild(page.createTextNode(text.slice(position, position + step)));
      position += step;
    } else {
      const span = page.createElement("span");
      span.className = step;
      place = place.appendChild(span);
    }
    if (place === fragment && slices.over()) {
      show();
      await slices.pause();
      if (signal.aborted || uncoloured.parentNode !== code) return;
    }
  }
  show();
  uncoloured.remove();
}
