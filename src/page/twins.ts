import { isForScreenReaders } from "./hidden.ts";
import type { PageView } from "./page-view.ts";

/**
 * Whether a clipped element is to be read all the same. It is either a formula for machines, or the plain form of a
 * neighbour in pieces, such as a price with raised cents.
 */
export function isPlainForm(element: Element, style: CSSStyleDeclaration): boolean {
  if (!isForScreenReaders(element, style)) return false;
  if (element.localName === "math" || element.querySelector("math") !== null) return true;
  return besides(element).some((other) => isSpokenOver(other) && hasSameLetters(element, other));
}

/** Whether an element only draws what its plain form beside it says. */
export function isDrawnForm(element: Element, view: PageView): boolean {
  if (!isSpokenOver(element)) return false;
  return besides(element).some((other) => {
    const style = view.styleOf(other);
    return style !== undefined && isForScreenReaders(other, style) && hasSameLetters(element, other);
  });
}

function besides({ previousElementSibling, nextElementSibling }: Element): Element[] {
  return [previousElementSibling, nextElementSibling].filter((element) => element !== null);
}

function isSpokenOver(element: Element): boolean {
  return element.getAttribute("aria-hidden") === "true";
}

/** Whether two elements have the same letters. Hidden text is read only if it says the same as visible text. */
function hasSameLetters(one: Element, other: Element): boolean {
  const letters = lettersOf(one);
  return letters !== "" && letters === lettersOf(other);
}

function lettersOf(element: Element): string {
  return (element.textContent ?? "").replaceAll(/[^\p{L}\p{N}]/gu, "");
}
