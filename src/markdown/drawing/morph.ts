import { isColouredAs } from "../code/draw-colours.ts";
import { belongsToScrolling } from "./scrollable.ts";

/** Attributes that a person changes, such as folded lines. They stay while the block grows. */
const KEPT_ATTRIBUTES: ReadonlySet<string> = new Set(["data-wrapped", "aria-pressed"]);

/** Marks a button that shows a result for a moment. It is left alone until it shows its label again. */
export const RESULT_ATTRIBUTE = "data-result";

/**
 * Makes the children of `shown` equal to those of `wanted`, and uses `wanted` up.
 * - Equal nodes are left alone: a selection in them stays, and nothing is laid out again.
 * - Text that grew gets only its new end.
 * - Code and tables keep their elements, also where the text around them changes, because the focus may be in them.
 */
export function morphChildren(shown: Element, wanted: Element): void {
  let old: ChildNode | null = shown.firstChild;
  let next: ChildNode | null = wanted.firstChild;
  while (next !== null) {
    const following: ChildNode | null = next.nextSibling;
    if (isFrame(next)) old = removeUntilFrame(old);
    if (old === null) shown.append(next);
    else if (isFrame(old) && !isFrame(next) && frameFrom(next) !== null) old.before(next);
    else {
      const after: ChildNode | null = old.nextSibling;
      morphNode(old, next);
      old = after;
    }
    next = following;
  }
  while (old !== null) {
    const after: ChildNode | null = old.nextSibling;
    old.remove();
    old = after;
  }
}

/** Whether a node is a frame that `addControls` puts around code and tables. */
function isFrame(node: ChildNode): boolean {
  return node instanceof Element && node.matches("div.code, div.table");
}

function frameFrom(node: ChildNode | null): ChildNode | null {
  let found = node;
  while (found !== null && !isFrame(found)) found = found.nextSibling;
  return found;
}

/**
 * Removes all nodes before the next frame and returns the frame. Without a frame, removes nothing and returns `from`.
 */
function removeUntilFrame(from: ChildNode | null): ChildNode | null {
  const frame = frameFrom(from);
  if (frame === null) return from;
  for (let node = from; node !== null && node !== frame;) {
    const after: ChildNode | null = node.nextSibling;
    node.remove();
    node = after;
  }
  return frame;
}

function morphNode(shown: ChildNode, wanted: ChildNode): void {
  if (shown.isEqualNode(wanted) || saysResult(shown, wanted) || isColouredAs(shown, wanted)) return;
  if (shown instanceof Text && wanted instanceof Text) morphText(shown, wanted.data);
  else if (shown instanceof Element && wanted instanceof Element && isSameKind(shown, wanted)) {
    morphAttributes(shown, wanted);
    morphChildren(shown, wanted);
  } else shown.replaceWith(wanted);
}

function saysResult(shown: ChildNode, wanted: ChildNode): boolean {
  if (!(shown instanceof HTMLElement && wanted instanceof HTMLElement)) return false;
  return shown.hasAttribute(RESULT_ATTRIBUTE) && shown.dataset["control"] === wanted.dataset["control"];
}

function morphText(shown: Text, data: string): void {
  if (data.startsWith(shown.data)) shown.appendData(data.slice(shown.length));
  else shown.data = data;
}

function isSameKind(shown: Element, wanted: Element): boolean {
  return shown.localName === wanted.localName && shown.namespaceURI === wanted.namespaceURI;
}

function morphAttributes(shown: Element, wanted: Element): void {
  for (const { name } of Array.from(shown.attributes)) {
    if (!wanted.hasAttribute(name) && !isKept(shown, name)) shown.removeAttribute(name);
  }
  for (const { name, value } of wanted.attributes) {
    if (shown.getAttribute(name) !== value && !isKept(shown, name)) shown.setAttribute(name, value);
  }
}

function isKept(element: Element, attribute: string): boolean {
  return KEPT_ATTRIBUTES.has(attribute) || belongsToScrolling(element, attribute);
}
