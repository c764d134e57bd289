import type { Token, Tokens } from "marked";
import { mayBeForgiven } from "./flanking.ts";

/**
 * So many pairs of signs may stand in one another; what is deeper stays as it was written. No person writes so, and what
 * draws it would run out of stack.
 */
const MAX_DEPTH = 30;

/** A run of `*`, `_` or `~`, or a tag, that may open or close something. */
export interface Sign {
  type: "sign";
  /** `*`, `_`, `~`, or the name of a tag. */
  kind: string;
  raw: string;
  /** Where it stands in the text. */
  at: number;
  /** How many of its characters belong to nothing yet. A tag counts as one. */
  count: number;
  canOpen: boolean;
  canClose: boolean;
  /** It closes only because people mean it so; see `flankingOf`. */
  forgiving: boolean;
}

export type Item = Token | Sign;

/** What stands between two signs. `depth`: how many pairs stand in one another. */
type Pair = Tokens.Generic & { depth: number };

export function isSign(item: Item | undefined): item is Sign {
  return item?.type === "sign";
}

/**
 * Finds the signs that belong together, as CommonMark says it ("process emphasis"), and gives tokens. It costs as much as
 * there are items, whatever they are.
 */
export function pairSigns(text: string, items: readonly Item[]): Token[] {
  if (!items.some((item) => isSign(item) && item.canClose)) return tokensOf(items, 0);
  const out: Item[] = [];
  /** Where in `out` signs stand that may open something. */
  const open: number[] = [];
  /** Before which place in the text no sign opens what a sign with this key closes. */
  const bottoms = new Map<string, number>();

  function findOpening(closing: Sign): number {
    const bottom = bottoms.size === 0 ? -1 : (bottoms.get(keyOf(closing)) ?? -1);
    for (let index = open.length - 1; index >= 0; index -= 1) {
      const sign = out[open[index] ?? -1];
      if (!isSign(sign) || sign.at < bottom) return -1;
      if (fits(text, sign, closing)) return index;
    }
    return -1;
  }

  /** Puts what stands between a sign and the one that opens it into a pair. */
  function closeOne(closing: Sign): boolean {
    const index = findOpening(closing);
    const place = open[index];
    const opening = out[place ?? -1];
    const pair =
      place === undefined || !isSign(opening) ? undefined : makePair(opening, closing, tokensOf(out, place + 1));
    if (place === undefined || !isSign(opening) || pair === undefined) {
      bottoms.set(keyOf(closing), closing.at);
      return false;
    }
    out.length = opening.count > 0 ? place + 1 : place;
    open.length = opening.count > 0 ? index + 1 : index;
    out.push(pair);
    return true;
  }

  for (const item of items) {
    if (isSign(item)) {
      while (item.canClose && item.count > 0 && closeOne(item));
      if (item.canOpen && item.count > 0) open.push(out.length);
    }
    out.push(item);
  }
  return tokensOf(out, 0);
}

/** Signs with the same key are opened by the same. */
function keyOf({ kind, raw, canOpen, forgiving }: Sign): string {
  return `${kind} ${raw.length % 3} ${canOpen} ${forgiving}`;
}

function isEmphasis({ kind }: Sign): boolean {
  return kind === "*" || kind === "_";
}

function fits(text: string, opening: Sign, closing: Sign): boolean {
  if (opening.kind !== closing.kind) return false;
  const both = opening.raw.length + closing.raw.length;
  const mayClose = opening.canClose && !opening.forgiving;
  if (closing.forgiving) {
    const { at, raw } = opening;
    return !mayClose && raw.length === closing.raw.length && mayBeForgiven(text, at, at + raw.length);
  }
  if (!isEmphasis(closing) || (!mayClose && !closing.canOpen) || both % 3 !== 0) return true;
  return opening.raw.length % 3 === 0 && closing.raw.length % 3 === 0;
}

/** Takes what it uses of both signs. undefined: it would be too deep. */
function makePair(opening: Sign, closing: Sign, tokens: Token[]): Pair | undefined {
  const depth = 1 + tokens.reduce((most, token) => Math.max(most, depthOf(token)), 0);
  if (depth > MAX_DEPTH) return undefined;
  const used = Math.min(opening.count, closing.count, 2);
  opening.count -= used;
  closing.count -= used;
  const raw = tokens.map((token) => token.raw).join("");
  const text = tokens.map((token) => ("text" in token ? String(token.text) : "")).join("");
  return { type: typeOf(closing, used), name: closing.kind, raw, text, tokens, depth };
}

function typeOf(sign: Sign, used: number): string {
  if (sign.kind === "~") return "del";
  if (!isEmphasis(sign)) return "markup";
  return used === 2 ? "strong" : "em";
}

function depthOf(token: Token): number {
  return "tokens" in token && "depth" in token ? Number(token.depth) : 0;
}

/** Items as tokens, from a place on. A sign that belongs to nothing is text. */
function tokensOf(items: readonly Item[], start: number): Token[] {
  const tokens: Token[] = [];
  for (let index = start; index < items.length; index += 1) {
    const item = items[index];
    if (item === undefined) continue;
    if (!isSign(item)) tokens.push(item);
    else if (item.count > 0) {
      const raw = item.raw.startsWith(item.kind) ? item.raw.slice(0, item.count) : item.raw;
      tokens.push({ type: "text", raw, text: raw, escaped: false });
    }
  }
  return tokens;
}
