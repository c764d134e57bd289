import type { ColourStep } from "./colour-steps.ts";
import { keepSelection } from "../drawing/keep-selection.ts";
import { createSlices } from "../drawing/slices.ts";

/** Around code that is complete, and whose language is known: it gets its colours when these have been found. */
export const COLOURABLE_CLASS = "colourable";

/** Code that has its colours, and the class of its frame, which names the language. */
const coloured = new WeakMap<Node, string | undefined>();

/** Whether code has its colours, and is the same as other code that has none yet. */
export function isColouredAs(shown: Node, wanted: Node): boolean {
  if (!coloured.has(shown) || shown.textContent !== wanted.textContent) return false;
  return coloured.get(shown) === wanted.parentElement?.className;
}

/** Gives code its colours, a few words at a time, as long as it is the same code. */
export async function drawColours(code: HTMLElement, steps: readonly ColourStep[], signal: AbortSignal): Promise<void> {
  const text = code.textContent;
  const rest = code.firstChild;
  const length = steps.reduce<number>((sum, step) => sum + (typeof step === "number" ? step : 0), 0);
  if (!(rest instanceof Text) || rest.length !== text.length || length !== text.length) return;
  coloured.set(code, code.parentElement?.className);
  const page = code.ownerDocument;
  const slices = createSlices();
  let made: Node = page.createDocumentFragment();
  let place = made;
  let position = 0;
  const show = (): void => {
    const count = position - (text.length - rest.length);
    keepSelection(code, () => {
      code.insertBefore(made, rest);
      rest.deleteData(0, count);
    });
    made = page.createDocumentFragment();
    place = made;
  };
  for (const step of steps) {
    if (step === null) place = place.parentNode ?? made;
    else if (typeof step === "number") {
      place.appendChild(page.createTextNode(text.slice(position, position + step)));
      position += step;
    } else {
      const span = page.createElement("span");
      span.className = step;
      place = place.appendChild(span);
    }
    if (place === made && slices.over()) {
      show();
      await slices.pause();
      if (signal.aborted || rest.parentNode !== code) return;
    }
  }
  show();
  rest.remove();
}
