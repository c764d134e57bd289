import { RIGHT_TO_LEFT } from "../../i18n/right-to-left.ts";

const ADDRESS = /\b(?:https?:\/\/|www\.)\S+/g;
const WORD = /\p{L}[\p{L}\p{M}\p{N}._'’-]*/gu;

/** What runs in a direction of its own words. */
const PARTS = "blockquote, h1, h2, h3, h4, h5, h6, li, p, td, th";
/** What runs as most of its parts do. */
const WHOLES = "ol, table, ul";
/** What says nothing about the direction of the words around it. */
const ASIDE = "code, math, pre, .footnote-reference, .footnote-label";
/** In an item these are parts of their own. */
const WITHIN_ITEM = "blockquote, ol, table, ul";

export type Direction = "ltr" | "rtl";

/**
 * Which way text runs: as most of its words do. Half and half, it runs from the right: names in Latin letters stand in Hebrew
 * and Arabic far more often than the other way round. undefined: it has no words.
 */
export function directionOf(text: string): Direction | undefined {
  const words = text.replace(ADDRESS, " ").match(WORD) ?? [];
  return mostOf(words.map((word) => (RIGHT_TO_LEFT.test(word.slice(0, 2)) ? "rtl" : "ltr")));
}

function mostOf(directions: readonly string[]): Direction | undefined {
  if (directions.length === 0) return undefined;
  return directions.filter((direction) => direction === "rtl").length * 2 >= directions.length ? "rtl" : "ltr";
}

/** Gives each paragraph, item, cell, list and table the direction of its words, and tells that of the whole. */
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
    // Its label stands beside its first block.
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
