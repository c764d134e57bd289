/** Smallest size in px of a frame with text to read. Smaller ones hold advertisements, counters or buttons. */
const MIN_FRAME = { width: 200, height: 100 };

/** Returns the nodes that an element shows: its shadow root, the nodes assigned to a slot, or its own children. */
export function childrenOf(element: Element): Iterable<Node> {
  if (element.shadowRoot !== null) return element.shadowRoot.childNodes;
  if (element.localName === "slot") {
    const assigned = (element as HTMLSlotElement).assignedNodes();
    if (assigned.length > 0) return assigned;
  }
  if (element.localName === "details" && !element.hasAttribute("open")) {
    return Array.from(element.children)
      .filter(({ localName }) => localName === "summary")
      .slice(0, 1);
  }
  return element.childNodes;
}

/**
 * Returns the document that a frame shows. undefined: no frame, or an `object` without a readable document. "closed":
 * another site's document, which cannot be read. "small": the same, but too small to hold text.
 */
export function frameDocumentOf(element: Element): Document | "closed" | "small" | undefined {
  if (!isFrame(element)) return undefined;
  const inner = contentOf(element);
  if (inner !== null) return inner;
  if (element.localName === "object") return undefined;
  const { width, height } = element.getBoundingClientRect();
  return width >= MIN_FRAME.width && height >= MIN_FRAME.height ? "closed" : "small";
}

export function isFrame({ localName }: Element): boolean {
  return /^(?:iframe|frame|object|embed)$/.test(localName);
}

/** Returns the document in a frame. null: it belongs to another site. */
export function contentOf(frame: Element): Document | null {
  try {
    return (frame as HTMLIFrameElement).contentDocument ?? null;
  } catch {
    // Some frames throw even when asked whether they belong to another site.
    return null;
  }
}
