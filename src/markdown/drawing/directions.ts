import { RIGHT_TO_LEFT } from "../../i18n/right-to-left.ts";

const ADDRESS = /\b(?:https?:\/\/|www\.)\S+/g;
const WORD = /\p{L}[\p{L}\p{M}\p{N}._'’-]*/gu;

/** Elements that take the direction of their own words. */
const PARTS = "blockquote, h1, h2, h3, h4, h5, h6, li, p, td, th";
/** Elements that take the direction of most of their parts. */
const WHOLES = "ol, table, ul";
/** Elements that do not count for the direction of the words around them. */
const ASIDE = "code, math, pre, .footnote-reference, .footnote-label";
/** Elements inside a list item that have their own direction. */
const WITHIN_ITEM = "blockquote, ol, table, ul";

export type Direction = "ltr" | "rtl";

/**
 * Returns the direction of most words. A tie gives "rtl", because Latin names stand in Hebrew and Arabic text far more
 * often than the other way round. undefined: the text has no words.
 */
export function directionOf(text: string): Direction | undefined {
  const words = text.replace(ADDRESS, " ").match(WORD) ?? [];
  return mostOf(words.map((word) => (RIGHT_TO_LEFT.test(word.slice(0, 2)) ? "rtl" : "ltr")));
}

function mostOf(directions: readonly string[]): Direction | undefined {
  if (directions.length === 0) return undefined;
  return directions.filter((direction) => direction === "rtl").length * 2 >= directions.length ? "rtl" : "ltr";
}

/**
 * Sets `dir` on each paragraph, item, cell, list and table of a block.
 * @returns the direction of the whole block. undefined: it has no words
 */
export function setDirections(block: Element): Direction | undefined {
  if (!RIGHT_TO_LEFT.test(block.textContent)) return /\p{L}/u.test(block.textContent) ? "ltr" : undefined;
  for (const part of block.querySelectorAll<HTMLElement>(PARTS)) {
    const direction = directionOf(wordsOf(part, part.localName === "li" ? `${ASIDE}, ${WITHIN_ITEM}` : ASIDE));
    if (direction !== undefined) part.dir = direction;
  }
  for (const whole of block.querySelectorAll<HTMLElement>(WHOLES)) {
    const parts = whole.querySelectorAll<HTMLElement>(":scope > li[dir], :scope > * > tr > [dir]");
    const direction = mostOf(Array.from(parts, ({ dir }) => dir));
    if (direction !== undefined) whole.dir = direction;
  }
  for (const note of block.querySelectorAll<HTMLElement>("section")) {
    // The label of a footnote stands beside its first block.
    const first = note.querySelector<HTMLElement>(":scope > [dir]");
    if (first !== null) note.dir = first.dir;
  }
  return directionOf(wordsOf(block, ASIDE));
}

function wordsOf(node: Node, without: string): string {
  if (!(node instanceof Element)) return node.textContent ?? "";
  return Array.from(node.childNodes, (child) =>
    child instanceof Element && child.matches(without) ? " " : wordsOf(child, without),
  ).join("");
}
