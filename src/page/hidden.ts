import type { PageView } from "./page-view.ts";

/** What stands further out than this is meant to be seen by nobody, in px. */
const FAR_OUT = -999;

/**
 * Whether nothing of an element can be seen, nor of what is in it. What its text alone can be hidden by is asked by
 * `showsText`. Boxes are looked at first: each property of a style takes longer than a box.
 */
export function isHidden(element: Element, style: CSSStyleDeclaration, view: PageView): boolean {
  const { display } = style;
  if (display === "none") return true;
  if (display === "contents") return false;
  if (element.checkVisibility?.({ opacityProperty: true }) !== true) {
    if (element.checkVisibility?.() === false || isTransparent(element, style)) return true;
  }
  const box = element.getBoundingClientRect();
  if (!isOdd(box, element)) return false;
  if (style.contentVisibility === "hidden" || isClippedAway(style)) return true;
  if (isOut(style) && isBeyondTheEdge(element, style, box)) return true;
  return clips(style) && isFlat(element, box, view);
}

/** Whether the text right inside is seen, of an element that is not hidden as a whole. */
export function showsText(style: CSSStyleDeclaration): boolean {
  if (style.visibility === "hidden" || style.visibility === "collapse") return false;
  return style.fontSize !== "0px" && !(parseFloat(style.textIndent) < FAR_OUT);
}

/** Only clipped away: it is there for screen readers, who are told what others see. */
export function isForScreenReaders(element: Element, style: CSSStyleDeclaration): boolean {
  return isOdd(element.getBoundingClientRect(), element) && style.display !== "none" && isClippedAway(style);
}

/** Next to nothing, or not within the page to its left or above, or not in the window. */
function isOdd({ width, height, left, top, right, bottom }: DOMRect, element: Element): boolean {
  const page = element.ownerDocument.defaultView;
  if (width <= 1 || height <= 1 || page === null) return true;
  return right + page.scrollX <= 0 || bottom + page.scrollY <= 0 || left >= page.innerWidth || top >= page.innerHeight;
}

/** What a style sheet makes transparent for good. What a script or an animation fades in is about to be seen. */
function isTransparent(element: Element, style: CSSStyleDeclaration): boolean {
  if (style.opacity !== "0") return false;
  const isMoved = style.animationName !== "none" || /[1-9]/.test(style.transitionDuration);
  return !isMoved && !/opacity/.test(element.getAttribute("style") ?? "");
}

function isClippedAway(style: CSSStyleDeclaration): boolean {
  if (!isOut(style)) return false;
  if (/^(?:inset\((?:50|100)%|circle\(0)/.test(style.clipPath)) return true;
  if (/^rect\((?:[01](?:px)?(?:,\s*|\s+)){3}[01](?:px)?\)$/.test(style.clip)) return true;
  return clips(style) && parseFloat(style.width) <= 1 && parseFloat(style.height) <= 1;
}

function isOut({ position }: CSSStyleDeclaration): boolean {
  return position === "absolute" || position === "fixed";
}

function clips({ overflowX, overflowY }: CSSStyleDeclaration): boolean {
  return /^(?:hidden|clip)$/.test(overflowX) || /^(?:hidden|clip)$/.test(overflowY);
}

function isBeyondTheEdge(element: Element, style: CSSStyleDeclaration, box: DOMRect): boolean {
  if (parseFloat(style.left) < FAR_OUT || parseFloat(style.top) < FAR_OUT) return true;
  const page = element.ownerDocument.defaultView;
  if (page === null || box.width === 0 || box.height === 0) return false;
  if (box.right + page.scrollX <= 0 || box.bottom + page.scrollY <= 0) return true;
  const isOutside = box.right <= 0 || box.bottom <= 0 || box.left >= page.innerWidth || box.top >= page.innerHeight;
  return style.position === "fixed" && isOutside;
}

/** Folded up, e.g. an accordion of height 0. Where nothing at all is laid out, nothing is known. */
function isFlat(element: Element, { width, height }: DOMRect, view: PageView): boolean {
  if (width >= 1 && height >= 1) return false;
  const contents = view.boxOf(element);
  return contents.width >= 1 && contents.height >= 1;
}
