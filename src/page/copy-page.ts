import { textOfSpecial } from "./copy-special.ts";
import { isDrawnFormula, isTexSource } from "./formula.ts";
import { isHidden, showsText } from "./hidden.ts";
import { childrenOf, frameDocumentOf } from "./inside.ts";
import type { PageView } from "./page-view.ts";
import { isValue, seamBetween } from "./seam.ts";
import { arrangesItsParts, keepsLines, runsOn, tagFor } from "./shell.ts";
import { isDrawnForm, isPlainForm } from "./twins.ts";

/** A page that takes longer is cut, in ms: it must not be kept busy. */
const MAX_COPYING_MS = 1_200;
/** Deeper elements are left out: nobody nests so deep what is to be read, and each level costs memory. */
const MAX_DEPTH = 400;
/** What the article is looked for by, and how tables and lists are counted. Nothing that would be fetched. */
const KEPT_ATTRIBUTES = "class id role href itemprop rel lang dir colspan rowspan start reversed value".split(" ");

export interface PageCopy {
  /** Plain HTML in which all that is seen of the page is text. */
  document: Document;
  /** The page was too large to be copied to its end. */
  isCut: boolean;
  /** Larger frames of other sites, whose text is not in the copy. */
  closedFrames: number;
}

/** Which part of a page is copied. */
export interface Part {
  includes(node: Node, style?: CSSStyleDeclaration): boolean;
  textOf(text: Text): string;
}

const WHOLE: Part = { includes: () => true, textOf: ({ data }) => data };

interface Place {
  depth: number;
  /** The text right inside is seen. */
  isShown: boolean;
  /** White space is kept. */
  isCode: boolean;
  /** What is right inside are parts of a flex box or grid. */
  isGrid: boolean;
}

/**
 * Copies what is seen of a page, with what lies in shadow roots and in frames of the same site, into a document of its own
 * in which tags alone say how the text runs. The page is only looked at.
 */
export function copyPage(root: Node, view: PageView, part: Part = WHOLE): PageCopy {
  const copy = document.implementation.createHTMLDocument("");
  const deadline = view.now() + MAX_COPYING_MS;
  const result: PageCopy = { document: copy, isCut: false, closedFrames: 0 };

  function copyAll(nodes: Iterable<Node>, into: Element, place: Place): void {
    /** What stands on the same line right before. */
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

  /** undefined: nothing of it is seen. */
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
    // Asked only where it matters: styles are slow to read.
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
    // What is a link counts where the article is looked for.
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
