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

export type Item = { token: Token } | { sign: Sign };

/** What stands between two signs. `depth`: how many pairs stand in one another. */
type Pair = Tokens.Generic & { depth: number };

/**
 * Finds the signs that belong together, as CommonMark says it ("process emphasis"), and gives tokens. It costs as much as
 * there are items, whatever they are.
 */
export function pairSigns(text: string, items: readonly Item[]): Token[] {
  const out: Item[] = [];
  /** Where in `out` signs stand that may open something. */
  const open: number[] = [];
  /** Before which place in the text no sign opens what a sign with this key closes. */
  const bottoms = new Map<string, number>();

  function signAt(place: number | undefined): Sign | undefined {
    const item = out[place ?? -1];
    return item !== undefined && "sign" in item ? item.sign : undefined;
  }

  function findOpening(closing: Sign, bottom: number): number {
    for (let index = open.length - 1; index >= 0; index -= 1) {
      const sign = signAt(open[index]);
      if (sign === undefined || sign.at < bottom) return -1;
      if (fits(text, sign, closing)) return index;
    }
    return -1;
  }

  /** Puts what stands between a sign and the one that opens it into a pair. */
  function closeOne(closing: Sign): boolean {
    const key = `${closing.kind} ${closing.raw.length % 3} ${closing.canOpen} ${closing.forgiving}`;
    const index = findOpening(closing, bottoms.get(key) ?? -1);
    const place = open[index];
    const opening = signAt(place);
    const inside = opening === undefined ? [] : out.slice((place ?? 0) + 1).flatMap(tokensOf);
    const pair = opening === undefined ? undefined : makePair(opening, closing, inside);
    if (opening === undefined || place === undefined || pair === undefined) {
      bottoms.set(key, closing.at);
      return false;
    }
    out.length = opening.count > 0 ? place + 1 : place;
    open.length = opening.count > 0 ? index + 1 : index;
    out.push({ token: pair });
    return true;
  }

  for (const item of items) {
    if ("sign" in item) {
      const { sign } = item;
      while (sign.canClose && sign.count > 0 && closeOne(sign));
      if (sign.canOpen && sign.count > 0) open.push(out.length);
    }
    out.push(item);
  }
  return out.flatMap(tokensOf);
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
  return "depth" in token ? Number(token.depth) : 0;
}

/** A sign that belongs to nothing is text. */
function tokensOf(item: Item): Token[] {
  if ("token" in item) return [item.token];
  const { raw, count, kind } = item.sign;
  const rest = raw.startsWith(kind) ? raw.slice(0, count) : count > 0 ? raw : "";
  return rest === "" ? [] : [{ type: "text", raw: rest, text: rest, escaped: false }];
}
