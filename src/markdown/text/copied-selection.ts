import { TEX_ATTRIBUTE } from "../maths/maths-blocks.ts";
import { plainText } from "./plain-text.ts";

/** Controls and decoration, which say nothing by themselves, and what was thought before the answer. */
const CONTROLS = ".code-bar, .table-bar, .message-actions, .reasoning, .waiting, .visually-hidden, button, svg";
const FORMULA = `math[${TEX_ATTRIBUTE}], code.tex`;
/** Attributes that other programs understand. */
const ATTRIBUTES: ReadonlySet<string> = new Set(["href", "start", "align", "dir"]);

export interface CopiedSelection {
  text: string;
  html: string;
}

/** Returns the selected parts of answers and questions as text and HTML: without buttons, with formulas as TeX. */
export function copiedSelection(ranges: readonly Range[]): CopiedSelection {
  const [page] = ranges.map(({ startContainer }) => startContainer.ownerDocument);
  const parts = ranges.map(contentOf);
  const text = parts.map(plainText).join("\n");
  const holder = page?.createElement("div");
  holder?.append(...parts);
  if (holder !== undefined) simplify(holder);
  return { text, html: holder?.innerHTML ?? "" };
}

function contentOf(range: Range): DocumentFragment {
  const { commonAncestorContainer: common } = range;
  const parent = common instanceof Element ? common : common.parentElement;
  const content = range.cloneContents();
  numberLists(range, content);
  const formula = parent?.closest(FORMULA);
  // A part of a formula means nothing, so the whole is copied.
  if (formula) content.replaceChildren(formula.cloneNode(true));
  else if (parent !== null) wrap(parent, range, content);
  for (const element of content.querySelectorAll(FORMULA)) element.replaceWith(texOf(element));
  for (const reference of content.querySelectorAll(".footnote-reference")) {
    reference.replaceChildren(`[${reference.textContent}]`);
  }
  for (const label of content.querySelectorAll(".footnote-label")) putBeforeNote(label);
  for (const control of content.querySelectorAll(CONTROLS)) control.remove();
  return content;
}

/** Puts the label of a footnote in one line with its first words. */
function putBeforeNote(label: Element): void {
  const words = `[${label.textContent}] `;
  const note = label.nextElementSibling;
  if (note?.localName !== "p") return label.replaceChildren(words);
  note.prepend(words);
  label.remove();
}

/** Wraps the content in its code block, table or list, which a range inside that element leaves out. */
function wrap(parent: Element, range: Range, content: DocumentFragment): void {
  const outermost = parent.closest("pre, table") ?? (parent.matches("ul, ol") ? parent : null);
  if (outermost === null || (outermost.localName === "table" && parent.closest("td, th") !== null)) return;
  for (let element: Element | null = parent; element !== null; element = element.parentElement) {
    const frame = element.cloneNode(false);
    if (element.localName === "ol" && frame instanceof Element) setStart(frame, element, range.startContainer);
    frame.appendChild(content);
    content.append(frame);
    if (element === outermost) return;
  }
}

/** Numbers copied lists from the first selected item. A partly selected list comes first in its copy. */
function numberLists({ startContainer, commonAncestorContainer }: Range, content: DocumentFragment): void {
  const path: Element[] = [];
  for (
    let node: Node | null = startContainer;
    node !== null && node !== commonAncestorContainer;
    node = node.parentNode
  ) {
    if (node instanceof Element) path.unshift(node);
  }
  let copy = content.firstElementChild;
  for (const element of path) {
    if (copy?.localName === "ol") setStart(copy, element, startContainer);
    copy = copy?.firstElementChild ?? null;
  }
}

function setStart(copy: Element, list: Element, first: Node): void {
  const index = Array.from(list.children).findIndex((item) => item.contains(first));
  if (index > 0) copy.setAttribute("start", String(Number(list.getAttribute("start") ?? 1) + index));
}

function texOf(formula: Element): string {
  const tex = formula.getAttribute(TEX_ATTRIBUTE) ?? formula.textContent;
  const isBlock = formula.getAttribute("display") === "block" || formula.parentElement?.matches(".maths") === true;
  return isBlock ? `$$${tex}$$` : `$${tex}$`;
}

/** Removes all that other programs do not understand. */
function simplify(parent: Element): void {
  for (const element of parent.querySelectorAll("*")) {
    for (const { name } of Array.from(element.attributes)) {
      if (!ATTRIBUTES.has(name)) element.removeAttribute(name);
    }
  }
  for (const frame of parent.querySelectorAll("span, div, section, article")) frame.replaceWith(...frame.childNodes);
}
