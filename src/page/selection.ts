import * as z from "zod/mini";
import { cleanText } from "./clean-text.ts";
import { copyPage, type Part } from "./copy-page.ts";
import { fieldSelection, isTextField } from "./field-selection.ts";
import { focusIn } from "./focus.ts";
import { contentOf } from "./inside.ts";
import type { PageView } from "./page-view.ts";
import { writeText } from "./write-text.ts";

/** What is selected in a page, with the frames of the same site. */
export const pageSelectionSchema = z.object({
  /** "" for nothing. */
  text: z.string(),
  /** The person is in a frame that cannot be read; `text` is what is selected elsewhere. */
  isClosed: z.boolean(),
});
export type PageSelection = z.infer<typeof pageSelectionSchema>;

/** What is selected where the person is; where nothing is, what else is selected. */
export function readSelection(page: Document, view: PageView): PageSelection {
  const { page: where, isClosed } = focusIn(page);
  const here = isClosed ? "" : selectionIn(where, view);
  const texts = here === "" ? documentsIn(page).map((each) => selectionIn(each, view)) : [here];
  return { text: texts.find((text) => text !== "") ?? "", isClosed };
}

/** The page, and the documents of its frames that can be read. */
function documentsIn(page: Document): Document[] {
  const inner = Array.from(page.querySelectorAll("iframe, frame"), contentOf).filter((each) => each !== null);
  return [page, ...inner.flatMap(documentsIn)];
}

function selectionIn(page: Document, view: PageView): string {
  const { element } = focusIn(page);
  // Before the person has clicked or typed in the page, what its fields have selected is the page's own doing.
  const wasUsed = page.defaultView?.navigator.userActivation.hasBeenActive ?? false;
  const text =
    isTextField(element) && hasSelection(element) ? fieldSelection(element, wasUsed) : markedText(page, view);
  return text.trim();
}

function hasSelection({ selectionStart: start, selectionEnd: end }: HTMLTextAreaElement | HTMLInputElement): boolean {
  return start !== null && end !== null && start < end;
}

/** The text that is marked, with the form that it has on the page. */
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

/** Firefox has one for each cell that is marked. */
function rangesOf(selection: Selection, page: Document): Range[] {
  const inner = selection.rangeCount > 1 ? undefined : innerRange(selection, page);
  if (inner !== undefined) return [inner];
  const ranges = Array.from({ length: selection.rangeCount }, (_, index) => selection.getRangeAt(index));
  return ranges.filter(({ collapsed }) => !collapsed);
}

/** The browser tells of a selection within a shadow root only if it is given that root. undefined: in none, or in several. */
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
  // A part of one item is no list.
  const item = body.querySelector(":scope > li, :scope > dd");
  item?.replaceWith(...item.childNodes);
  return writeText(body);
}
