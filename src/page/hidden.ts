import type { PageView } from "./page-view.ts";

/** What stands further out than this is meant to be seen by nobody, in px. */
const FAR_OUT = -999;

/**
 * Whether nothing of an element can be seen, nor of what is in it. `visibility` and a font size of 0 are not looked at
 * here, because what is inside can have others.
 */
export function isHidden(element: Element, style: CSSStyleDeclaration, view: PageView): boolean {
  if (style.display === "none" || style.contentVisibility === "hidden") return true;
  if (isTransparent(element, style)) return true;
  if (parseFloat(style.textIndent) < FAR_OUT) return true;
  if (isClippedAway(style)) return true;
  const isOut = style.position === "absolute" || style.position === "fixed";
  if (isOut && isBeyondTheEdge(element, style)) return true;
  return clips(style) && isFlat(element, view);
}

/** Whether the text right inside is seen, of an element that is not hidden as a whole. */
export function showsText(style: CSSStyleDeclaration): boolean {
  return style.visibility !== "hidden" && style.visibility !== "collapse" && style.fontSize !== "0px";
}

/** Only clipped away: it is there for screen readers, who are told what others see. */
export function isForScreenReaders(style: CSSStyleDeclaration): boolean {
  return style.display !== "none" && isClippedAway(style);
}

/** What a style sheet makes transparent for good. What a script or an animation fades in is about to be seen. */
function isTransparent(element: Element, style: CSSStyleDeclaration): boolean {
  if (style.opacity !== "0") return false;
  const isMoved = style.animationName !== "none" || /[1-9]/.test(style.transitionDuration);
  return !isMoved && !/opacity/.test(element.getAttribute("style") ?? "");
}

function isClippedAway(style: CSSStyleDeclaration): boolean {
  if (/^(?:inset\((?:50|100)%|circle\(0)/.test(style.clipPath)) return true;
  const isOut = style.position === "absolute" || style.position === "fixed";
  if (isOut && /^rect\((?:[01](?:px)?(?:,\s*|\s+)){3}[01](?:px)?\)$/.test(style.clip)) return true;
  return isOut && clips(style) && parseFloat(style.width) <= 1 && parseFloat(style.height) <= 1;
}

function clips({ overflowX, overflowY }: CSSStyleDeclaration): boolean {
  return /^(?:hidden|clip)$/.test(overflowX) || /^(?:hidden|clip)$/.test(overflowY);
}

function isBeyondTheEdge(element: Element, style: CSSStyleDeclaration): boolean {
  if (parseFloat(style.left) < FAR_OUT || parseFloat(style.top) < FAR_OUT) return true;
  const { left, right, top, bottom, width, height } = element.getBoundingClientRect();
  const page = element.ownerDocument.defaultView;
  if (page === null || width === 0 || height === 0) return false;
  if (style.position === "fixed")
    return right <= 0 || bottom <= 0 || left >= page.innerWidth || top >= page.innerHeight;
  return right + page.scrollX <= 0 || bottom + page.scrollY <= 0;
}

/** Folded up, e.g. an accordion of height 0. Where nothing at all is laid out, nothing is known. */
function isFlat(element: Element, view: PageView): boolean {
  const { width, height } = element.getBoundingClientRect();
  if (width >= 1 && height >= 1) return false;
  const contents = view.boxOf(element);
  return contents.width >= 1 && contents.height >= 1;
}
