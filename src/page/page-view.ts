/** How the living page looks, as far as its text depends on it. */
export interface PageView {
  /** undefined for an element of a document that is not shown. */
  styleOf(element: Element): CSSStyleDeclaration | undefined;
  /** Where the contents of a node stand in the window. */
  boxOf(node: Node): DOMRect;
  /** Milliseconds since some time. */
  now(): number;
}

/** The page as the browser has laid it out. */
export const livingPage: PageView = {
  // Elements of a frame belong to another window.
  styleOf: (element) => element.ownerDocument.defaultView?.getComputedStyle(element),
  boxOf(node) {
    const range = (node.ownerDocument ?? document).createRange();
    range.selectNodeContents(node);
    return range.getBoundingClientRect();
  },
  now: () => performance.now(),
};
