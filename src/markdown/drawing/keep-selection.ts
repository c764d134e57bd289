/** One end of a selection. */
interface Place {
  node: Node;
  offset: number;
  /** Characters of the element before it. undefined: it lies outside the element and stays where it is. */
  characters: number | undefined;
}

/**
 * Runs a change that replaces nodes but keeps the text, and restores a selection that the change would lose. Costs next
 * to nothing if nothing in the element is selected.
 */
export function keepSelection(element: Element, change: () => void): void {
  const selection = element.ownerDocument.getSelection();
  if (selection === null || selection.isCollapsed || !selection.containsNode(element, true)) return change();
  const { anchorNode, focusNode, anchorOffset, focusOffset } = selection;
  if (anchorNode === null || focusNode === null) return change();
  const range = selection.getRangeAt(0);
  const forwards = range.startContainer === anchorNode && range.startOffset === anchorOffset;
  const anchor = placeOf(element, anchorNode, anchorOffset);
  const focus = placeOf(element, focusNode, focusOffset);
  change();
  if (isAt(element, anchor, selection.anchorNode, selection.anchorOffset)) {
    if (isAt(element, focus, selection.focusNode, selection.focusOffset)) return;
  }
  const [start, end] = [find(element, anchor, forwards), find(element, focus, !forwards)];
  selection.setBaseAndExtent(start.node, start.offset, end.node, end.offset);
}

function placeOf(element: Element, node: Node, offset: number): Place {
  const characters = element.contains(node) ? charactersBefore(element, node, offset) : undefined;
  return { node, offset, characters };
}

function isAt(element: Element, { node, offset, characters }: Place, now: Node | null, nowOffset: number): boolean {
  if (now === null) return false;
  if (characters === undefined) return now === node && nowOffset === offset;
  return element.contains(now) && charactersBefore(element, now, nowOffset) === characters;
}

function charactersBefore(element: Element, node: Node, offset: number): number {
  const before = element.ownerDocument.createRange();
  before.setStart(element, 0);
  before.setEnd(node, offset);
  let characters = 0;
  for (const text of textsOf(element)) {
    if (text === node) return characters + offset;
    if (before.comparePoint(text, 0) > 0) break;
    characters += text.length;
  }
  return characters;
}

/** Returns where a place is now. Between two text nodes, a selection begins in the second and ends in the first. */
function find(element: Element, { node, offset, characters }: Place, begins: boolean): { node: Node; offset: number } {
  if (characters === undefined) return { node, offset };
  let rest = characters;
  let last: Text | undefined;
  for (const text of textsOf(element)) {
    if (rest < text.length || (rest === text.length && !begins)) return { node: text, offset: rest };
    rest -= text.length;
    last = text;
  }
  return last === undefined ? { node: element, offset: 0 } : { node: last, offset: last.length };
}

/** Yields the text nodes of the answer, without those of buttons and the line ends between blocks. */
function* textsOf(element: Element): Generator<Text> {
  const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (!(node instanceof Text)) continue;
    const parent = node.parentElement;
    if (parent === null || parent.closest(".code-bar, .table-bar, [data-control]") !== null) continue;
    if (node.data.trim() !== "" || parent.closest("pre") !== null) yield node;
  }
}
