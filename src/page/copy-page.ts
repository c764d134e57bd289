import { textOfSpecial } from "./copy-special.ts";
import { isDrawnFormula, isTexSource } from "./formula.ts";
import { isHidden, showsText } from "./hidden.ts";
import { childrenOf, frameDocumentOf } from "./inside.ts";
import type { PageView } from "./page-view.ts";
import { isValue, seamBetween } from "./seam.ts";
import { arrangesItsParts, keepsLines, runsOn, tagFor } from "./shell.ts";
import { isDrawnForm, isPlainForm } from "./twins.ts";

/** Time limit for copying, in ms. The copy is cut there, because the page must not be kept busy. */
const MAX_COPYING_MS = 1_200;
/** Deepest level of elements that is copied. Readable text is never nested deeper, and each level costs memory. */
const MAX_DEPTH = 400;
/** Attributes that find the article and count tables and lists. None of them makes the browser fetch anything. */
const KEPT_ATTRIBUTES = "class id role href itemprop rel lang dir colspan rowspan start reversed value".split(" ");

export interface PageCopy {
  /** Plain HTML that holds all visible text of the page. */
  document: Document;
  /** Whether the page was too large or too slow to be copied to its end. */
  isCut: boolean;
  /** How many larger frames belong to other sites. Their text is not in the copy. */
  closedFrames: number;
}

/** The part of a page to copy. */
export interface Part {
  includes(node: Node, style?: CSSStyleDeclaration): boolean;
  textOf(text: Text): string;
}

const WHOLE: Part = { includes: () => true, textOf: ({ data }) => data };

interface Place {
  depth: number;
  /** Whether text right inside is visible. */
  isShown: boolean;
  /** Whether white space is kept. */
  isCode: boolean;
  /** Whether the children are parts of a flex box or grid. */
  isGrid: boolean;
}

/**
 * Copies the visible content of a page into a document of its own, including shadow roots and frames of the same site.
 * In the copy, tags alone say how the text runs. Does not change the page.
 * @param part the part to copy. Default: the whole page
 */
export function copyPage(root: Node, view: PageView, part: Part = WHOLE): PageCopy {
  const copy = document.implementation.createHTMLDocument("");
  const deadline = view.now() + MAX_COPYING_MS;
  const result: PageCopy = { document: copy, isCut: false, closedFrames: 0 };

  function copyAll(nodes: Iterable<Node>, into: Element, place: Place): void {
    /** The node right before on the same line. */
    let neighbour: Node | undefined;
    for (const node of nodes) {
      // White space between the parts of a grid is not drawn.
      if (place.isGrid && node.nodeType === Node.TEXT_NODE && (node.nodeValue ?? "").trim() === "") continue;
      const copied = copyNode(node, place);
      if (copied === undefined) continue;
      if (copied.isInline && neighbour !== undefined && !place.isCode) {
        const seam = seamBetween(neighbour, node, place.isGrid, view);
        into.append(seam === "\n" ? copy.createElement("br") : seam);
      }
      into.append(copied.node);
      neighbour = copied.isInline ? node : undefined;
    }
  }

  /** Copies one node. undefined: nothing of it is visible. */
  function copyNode(node: Node, place: Place): { node: Node; isInline: boolean } | undefined {
    if (node.nodeType === Node.ELEMENT_NODE) return copyElement(node as Element, place);
    if (node.nodeType !== Node.TEXT_NODE || !place.isShown || !part.includes(node)) return undefined;
    return { node: copy.createTextNode(part.textOf(node as Text)), isInline: true };
  }

  function copyElement(element: Element, place: Place): { node: Node; isInline: boolean } | undefined {
    result.isCut ||= place.depth > MAX_DEPTH || view.now() > deadline;
    if (result.isCut) return undefined;
    const style = view.styleOf(element);
    if (style === undefined || !part.includes(element, style)) return undefined;
    if (isDrawnFormula(element) || isDrawnForm(element, view)) return undefined;
    const isRead = isTexSource(element) || isPlainForm(element, style);
    if (!isRead && isHidden(element, style, view)) return undefined;
    const isInline = isTexSource(element) || runsOn(element, style) || (place.isGrid && isValue(element));
    // Checked only if it matters, because reading styles is slow.
    const isShown = !hasText(element) || showsText(style);
    const special = textOfSpecial(element);
    if (special !== undefined) {
      if (special === "" || !isShown) return undefined;
      return { node: copy.createTextNode(isInline ? special : ` ${special} `), isInline };
    }
    const isCode = keepsLines(element, style, place.isCode);
    const tag = tagFor(element, style, { isInline, isCode: isCode && !place.isCode });
    const own = copy.createElement(tag);
    for (const name of KEPT_ATTRIBUTES) {
      const value = element.getAttribute(name);
      if (value !== null) own.setAttribute(name, value);
    }
    // The search for the article counts links, so the link stays one.
    const inner = tag === "div" && element.localName === "a" ? own.appendChild(copy.createElement("a")) : own;
    fill(inner, element, { depth: place.depth + 1, isShown, isCode, isGrid: arrangesItsParts(style) });
    return { node: own, isInline: isInline && tag !== "pre" && tag !== "br" };
  }

  function fill(own: Element, element: Element, inner: Place): void {
    const frame = frameDocumentOf(element);
    if (frame === "closed") result.closedFrames += 1;
    else if (frame === undefined) copyAll(childrenOf(element), own, inner);
    else if (frame !== "small") copyAll([frame.documentElement], own, { ...inner, isShown: true });
    if (element.localName === "q" && own.textContent !== "") {
      own.prepend("“");
      own.append("”");
    }
  }

  copyAll([root], copy.body, { depth: 0, isShown: true, isCode: false, isGrid: false });
  return result;
}

function hasText({ localName, childNodes }: Element): boolean {
  if (/^(?:math|select|img|iframe)$/.test(localName)) return true;
  for (const { nodeType, nodeValue } of childNodes) {
    if (nodeType === Node.TEXT_NODE && /\S/.test(nodeValue ?? "")) return true;
  }
  return false;
}
