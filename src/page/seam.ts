import type { PageView } from "./page-view.ts";
import { isBoxInLine } from "./shell.ts";

/** Longest value in a row of a grid, in characters. */
const MAX_VALUE_LENGTH = 80;
/** Most elements in a value. With more, it is a part of the page. */
const MAX_VALUE_ELEMENTS = 8;
const BLOCKS = "p, div div, ul, ol, dl, table, pre, h1, h2, h3, h4, h5, h6, br, iframe, article, section";
/** Characters that would read as one word or number if they touched. */
const WORD_START = /^[\p{L}\p{N}$€£¥₽#@+(-]/u;
const WORD_END = /[\p{L}\p{N}%$€£¥₽°)]$/u;
/** Smallest distance between two words, as a share of the line height. */
const SPACE = 0.1;
/** Smallest distance between two values of a row, as a share of the line height. */
const COLUMN = 0.6;

/** Whether a part of a flex box or grid reads as one value among others. */
export function isValue(node: Node): boolean {
  const text = (node.textContent ?? "").trim();
  if (text === "" || text.length > MAX_VALUE_LENGTH) return false;
  if (node.nodeType !== Node.ELEMENT_NODE) return true;
  const element = node as Element;
  if (element.shadowRoot !== null || element.getElementsByTagName("*").length > MAX_VALUE_ELEMENTS) return false;
  return element.querySelector(BLOCKS) === null;
}

/**
 * Returns what a reader sees between two neighbours on a line that have no white space between them:
 * - "" inside a word,
 * - " " between words,
 * - " | " between values of a grid,
 * - "\n" where a new row begins.
 */
export function seamBetween(before: Node, after: Node, isGrid: boolean, view: PageView): "" | " " | " | " | "\n" {
  if (!isGrid && !(WORD_END.test(edge(before, -4)) && WORD_START.test(edge(after, 0, 4)))) return "";
  const [left, right] = [view.boxOf(before), view.boxOf(after)];
  const isParted = isGrid || isBox(before, view) || isBox(after, view);
  // Without layout, only the kind of box tells.
  if (left.width === 0 || right.width === 0) return isParted ? " " : "";
  if (right.top >= left.bottom - 1) return isGrid ? "\n" : isParted ? " " : "";
  const height = Math.min(left.height, right.height);
  const distance = right.left >= left.left ? right.left - left.right : left.left - right.right;
  if (isGrid && distance > height * COLUMN) return " | ";
  return distance > height * SPACE ? " " : "";
}

function isBox(node: Node, view: PageView): boolean {
  if (node.nodeType !== Node.ELEMENT_NODE) return false;
  const style = view.styleOf(node as Element);
  return style !== undefined && isBoxInLine(node as Element, style);
}

/** Returns a few letters from one end of a node's text. */
function edge(node: Node, start: number, end?: number): string {
  return (node.nodeValue ?? node.textContent ?? "").slice(start, end);
}
