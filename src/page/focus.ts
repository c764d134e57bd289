import { contentOf, isFrame } from "./inside.ts";

/** The focus within a page. */
export interface Focus {
  /** The innermost readable document. */
  page: Document;
  /** The focused element in it, also inside shadow roots. */
  element: Element | null;
  /** Whether the focus is in a frame that cannot be read. What happens in it is unknown here. */
  isClosed: boolean;
}

/** Finds the focus, also in frames of the same site. */
export function focusIn(page: Document): Focus {
  const element = focusedElement(page);
  if (element === null || !isFrame(element)) return { page, element, isClosed: false };
  const inner = contentOf(element);
  return inner === null ? { page, element, isClosed: true } : focusIn(inner);
}

function focusedElement(root: DocumentOrShadowRoot): Element | null {
  const element = root.activeElement;
  return (element?.shadowRoot && focusedElement(element.shadowRoot)) || element;
}
