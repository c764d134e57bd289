import { isForScreenReaders } from "./hidden.ts";
import type { PageView } from "./page-view.ts";

/**
 * Whether an element that is clipped away is to be read all the same: a formula as machines read it, or the plain form of
 * what stands beside it in pieces, e.g. a price whose cents are raised.
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

/** What is not seen is read only where it says nothing else than what is seen. */
function hasSameLetters(one: Element, other: Element): boolean {
  const letters = lettersOf(one);
  return letters !== "" && letters === lettersOf(other);
}

function lettersOf(element: Element): string {
  return (element.textContent ?? "").replaceAll(/[^\p{L}\p{N}]/gu, "");
}
