/** A frame narrower or lower than this holds no text to read: an advertisement, a counter, a button. In px. */
const MIN_FRAME = { width: 200, height: 100 };

/** What is shown in an element: its shadow root, what was put into a slot, or its own children. */
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
 * The document that a frame shows; undefined for an element that is no frame. "closed": that of another site, which cannot
 * be read from here.
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

/** The document in a frame; null where it is another site's. */
export function contentOf(frame: Element): Document | null {
  try {
    return (frame as HTMLIFrameElement).contentDocument ?? null;
  } catch {
    // A frame can refuse even to say that it is another site's.
    return null;
  }
}
