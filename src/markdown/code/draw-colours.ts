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
