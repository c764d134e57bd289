import * as z from "zod/mini";
import { cleanText } from "./clean-text.ts";
import { copyPage, type Part } from "./copy-page.ts";
import { fieldSelection, isTextField } from "./field-selection.ts";
import { focusOf } from "./focus.ts";
import type { PageView } from "./page-view.ts";
import { writeText } from "./write-text.ts";

/** What is selected in one frame, and what that frame knows of the person's focus. */
export const frameSelectionSchema = z.object({
  /** "" for nothing. */
  text: z.string(),
  focus: z.enum(["here", "below", "closed", "elsewhere"]),
});
export type FrameSelection = z.infer<typeof frameSelectionSchema>;

/** `wasUsed`: the person has clicked or typed in the page. Before that, what fields have selected is the page's doing. */
export function readSelection(page: Document, view: PageView, wasUsed: boolean): FrameSelection {
  const { element, place, isOnTheWay } = focusOf(page);
  const text =
    isTextField(element) && hasSelection(element) ? fieldSelection(element, wasUsed) : markedText(page, view);
  return { text: text.trim(), focus: isOnTheWay ? place : "elsewhere" };
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
