import type { PageView } from "./page-view.ts";

/** Position in px beyond which an element is placed so that nobody sees it. */
const FAR_OUT = -999;

/**
 * Whether neither an element nor anything in it can be seen. `showsText` checks what hides only an element's own text.
 * Boxes are checked first, because each style property is slower to read than a box.
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

/** Whether text right inside a visible element is visible. */
export function showsText(style: CSSStyleDeclaration): boolean {
  if (style.visibility === "hidden" || style.visibility === "collapse") return false;
  return style.fontSize !== "0px" && !(parseFloat(style.textIndent) < FAR_OUT);
}

/** Whether an element is hidden by clipping alone, so that screen readers still read it. */
export function isForScreenReaders(element: Element, style: CSSStyleDeclaration): boolean {
  return isOdd(element.getBoundingClientRect(), element) && style.display !== "none" && isClippedAway(style);
}

/** Whether a box is nearly empty, left of or above the page, or outside of the window. */
function isOdd({ width, height, left, top, right, bottom }: DOMRect, element: Element): boolean {
  const page = element.ownerDocument.defaultView;
  if (width <= 1 || height <= 1 || page === null) return true;
  return right + page.scrollX <= 0 || bottom + page.scrollY <= 0 || left >= page.innerWidth || top >= page.innerHeight;
}

/**
 * Whether a style sheet makes an element transparent for good. An element that a script or an animation fades in is
 * about to be seen.
 */
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

/**
 * Whether an element is folded up, such as an accordion of height 0. False if nothing is laid out, because then nothing
 * is known.
 */
function isFlat(element: Element, { width, height }: DOMRect, view: PageView): boolean {
  if (width >= 1 && height >= 1) return false;
  const contents = view.boxOf(element);
  return contents.width >= 1 && contents.height >= 1;
}
