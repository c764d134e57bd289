import { contentOf, isFrame } from "./inside.ts";

/** Where the person is within a page. */
export interface Focus {
  /** The innermost document that can be read. */
  page: Document;
  /** What has the focus there, within shadow roots too. */
  element: Element | null;
  /** It is a frame whose document cannot be read: what the person does there, nobody knows here. */
  isClosed: boolean;
}

/** Follows the focus into frames of the same site. */
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
