import * as z from "zod/mini";
import { cleanText } from "./clean-text.ts";
import { copyPage, type Part } from "./copy-page.ts";
import { fieldSelection, isTextField } from "./field-selection.ts";
import { focusIn } from "./focus.ts";
import { contentOf } from "./inside.ts";
import type { PageView } from "./page-view.ts";
import { writeText } from "./write-text.ts";

/** The selection in a page, including frames of the same site. */
export const pageSelectionSchema = z.object({
  /** "" for nothing. */
  text: z.string(),
  /** Whether the focus is in a frame that cannot be read. Then `text` is what is selected elsewhere. */
  isClosed: z.boolean(),
});
export type PageSelection = z.infer<typeof pageSelectionSchema>;

/** Reads the selection where the focus is. If nothing is selected there, reads what is selected elsewhere. */
export function readSelection(page: Document, view: PageView): PageSelection {
  const { page: where, isClosed } = focusIn(page);
  const here = isClosed ? "" : selectionIn(where, view);
  const texts = here === "" ? documentsIn(page).map((each) => selectionIn(each, view)) : [here];
  return { text: texts.find((text) => text !== "") ?? "", isClosed };
}

/** Returns the page and the documents of its readable frames. */
function documentsIn(page: Document): Document[] {
  const inner = Array.from(page.querySelectorAll("iframe, frame"), contentOf).filter((each) => each !== null);
  return [page, ...inner.flatMap(documentsIn)];
}

function selectionIn(page: Document, view: PageView): string {
  const { element } = focusIn(page);
  // Before the person has clicked or typed in the page, the page itself made the selections in its fields.
  const wasUsed = page.defaultView?.navigator.userActivation.hasBeenActive ?? false;
  const text =
    isTextField(element) && hasSelection(element) ? fieldSelection(element, wasUsed) : markedText(page, view);
  return text.trim();
}

function hasSelection({ selectionStart: start, selectionEnd: end }: HTMLTextAreaElement | HTMLInputElement): boolean {
  return start !== null && end !== null && start < end;
}

/** Returns the selected text, formatted as it is on the page. */
function markedText(page: Document, view: PageView): string {
  const selection = page.getSelection();
  if (selection === null) return "";
  const ranges = rangesOf(selection, page);
  const text = cleanText(
    ranges
      .map((range) => textOf(range, view))
      .filter(Boolean)
      .join("\n"),
  );
  return text === "" && !selection.isCollapsed ? selection.toString() : text;
}

/** Returns the selected ranges. Firefox has one for each selected cell. */
function rangesOf(selection: Selection, page: Document): Range[] {
  const inner = selection.rangeCount > 1 ? undefined : innerRange(selection, page);
  if (inner !== undefined) return [inner];
  const ranges = Array.from({ length: selection.rangeCount }, (_, index) => selection.getRangeAt(index));
  return ranges.filter(({ collapsed }) => !collapsed);
}

/**
 * Finds a selection inside a shadow root. The browser reports it only if it is given that root. undefined: in none, or
 * across several.
 */
function innerRange(selection: Selection, page: Document): Range | undefined {
  const shadowRoots: ShadowRoot[] = [];
  for (;;) {
    const [range] = selection.getComposedRanges?.({ shadowRoots }) ?? [];
    if (range === undefined) return undefined;
    const host = range.startContainer.childNodes[range.startOffset] as Partial<Element> | undefined;
    const root = host?.shadowRoot;
    if (!root || shadowRoots.includes(root)) return shadowRoots.length > 0 ? asRange(range, page) : undefined;
    shadowRoots.push(root);
  }
}

function asRange(
  { startContainer, startOffset, endContainer, endOffset }: StaticRange,
  page: Document,
): Range | undefined {
  if (startContainer.getRootNode() !== endContainer.getRootNode()) return undefined;
  const range = page.createRange();
  range.setStart(startContainer, startOffset);
  range.setEnd(endContainer, endOffset);
  return range.collapsed ? undefined : range;
}

function textOf(range: Range, view: PageView): string {
  const { startContainer, startOffset, endContainer, endOffset, commonAncestorContainer: common } = range;
  const tree = common.getRootNode();
  const part: Part = {
    includes: (node, style) =>
      style?.userSelect !== "none" && (node.getRootNode() !== tree || range.intersectsNode(node)),
    textOf(text) {
      const end = text === endContainer ? endOffset : text.length;
      return text.data.slice(text === startContainer ? startOffset : 0, end);
    },
  };
  const around = common.nodeType === Node.TEXT_NODE ? (common.parentNode ?? common) : common;
  const { body } = copyPage(around, view, part).document;
  // A part of one item needs no list marker.
  const item = body.querySelector(":scope > li, :scope > dd");
  item?.replaceWith(...item.childNodes);
  return writeText(body);
}
