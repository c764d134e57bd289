import type { Token, Tokens } from "marked";
import { mayBeForgiven } from "./flanking.ts";

/** How deep pairs may nest. Deeper ones stay as written, because drawing them would overflow the stack. */
const MAX_DEPTH = 30;

/** A delimiter run of `*`, `_` or `~`, or a tag. It may open or close something. */
export interface Sign {
  type: "sign";
  /** `*`, `_`, `~`, or the name of a tag. */
  kind: string;
  raw: string;
  /** Where it stands in the text. */
  at: number;
  /** How many of its characters are not paired yet. A tag counts as one. */
  count: number;
  canOpen: boolean;
  canClose: boolean;
  /** Whether it closes only by the forgiving rule. See `flankingOf`. */
  forgiving: boolean;
}

export type Item = Token | Sign;

/** A pair of delimiters with its content. `depth`: how deep pairs nest in it. */
type Pair = Tokens.Generic & { depth: number };

export function isSign(item: Item | undefined): item is Sign {
  return item?.type === "sign";
}

/**
 * Pairs delimiters ("process emphasis" in CommonMark) and returns tokens. The cost grows linearly with the number of
 * items.
 */
export function pairSigns(text: string, items: readonly Item[]): Token[] {
  if (!items.some((item) => isSign(item) && item.canClose)) return tokensOf(items, 0);
  const out: Item[] = [];
  /** The indices in `out` of delimiters that may open a pair. */
  const open: number[] = [];
  /** For each key, the position in the text before which no delimiter fits a closing one with this key. */
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

  /** Pairs a closing delimiter with the one that opens it. Returns false if none does. */
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

/** Closing delimiters with the same key fit the same opening ones. */
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

/** Makes a pair and takes the characters that it uses off both delimiters. undefined: it would nest too deep. */
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

/** Turns the items from `start` on into tokens. An unpaired delimiter becomes text. */
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
