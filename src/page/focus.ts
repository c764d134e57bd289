/** Where the person's focus is, seen from one frame. */
export interface Focus {
  /** The element that has it in this frame, within shadow roots too; null for none. */
  element: Element | null;
  /** `here`: in this frame. `below`: in a frame within it, which can be read. `closed`: in one that cannot. */
  place: "here" | "below" | "closed";
  /** Whether the frames around lead to this one. True where they cannot be asked. */
  isOnTheWay: boolean;
}

export function focusOf(page: Document): Focus {
  const element = focusedElement(page);
  return { element, place: placeOf(element), isOnTheWay: leadsTo(page) };
}

function focusedElement(root: DocumentOrShadowRoot): Element | null {
  const element = root.activeElement;
  return (element?.shadowRoot && focusedElement(element.shadowRoot)) || element;
}

function placeOf(element: Element | null): Focus["place"] {
  if (element === null || !/^(?:iframe|frame|object|embed)$/.test(element.localName)) return "here";
  try {
    if ((element as HTMLIFrameElement).contentDocument) return "below";
  } catch {
    // Another site's.
  }
  return "closed";
}

function leadsTo(page: Document): boolean {
  const window = page.defaultView;
  if (window === null || window === window.parent) return true;
  try {
    const frame = window.frameElement;
    return frame === null || (focusedElement(frame.ownerDocument) === frame && leadsTo(frame.ownerDocument));
  } catch {
    return true;
  }
}
