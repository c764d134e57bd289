/** What the text of the live page depends on: styles and boxes. */
export interface PageView {
  /** Returns undefined for an element of a document that is not displayed. */
  styleOf(element: Element): CSSStyleDeclaration | undefined;
  /** Returns the box of a node's content, relative to the window. */
  boxOf(node: Node): DOMRect;
  /** Returns milliseconds since any fixed moment. */
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
