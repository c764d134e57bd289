import type { Token } from "marked";
import type { Dialect } from "./flanking.ts";
import { type InlineDefinitions, readInlineTarget, readReference, type Target } from "./link-targets.ts";
import { type Item, pairSigns } from "./pair-signs.ts";

/** A `[` or `![` that is still open. */
interface Bracket {
  /** Its index among the items. */
  place: number;
  /** Where it stands in the text, and where its words begin. */
  at: number;
  wordsStart: number;
  /** Whether a link may begin here. False once a link stands inside it. */
  active: boolean;
  /** Another bracket stands inside it, so its words are no label. */
  holdsBracket: boolean;
}

export interface Brackets {
  isOpen(): boolean;
  /** Both return how many characters they consumed. */
  open(at: number, raw: "[" | "!["): number;
  close(at: number): number;
}

/** How deep pictures may nest in descriptions of pictures. Deeper ones stay text. */
const MAX_DEPTH = 30;

/**
 * Turns brackets into links and images ("look for link or image" in CommonMark). The items between them become their
 * content.
 */
export function createBrackets(
  text: string,
  items: Item[],
  dialect: Dialect,
  definitions: InlineDefinitions,
): Brackets {
  const brackets: Bracket[] = [];

  function addText(raw: string): number {
    items.push({ type: "text", raw, text: raw, escaped: false });
    return raw.length;
  }

  function targetOf(bracket: Bracket, end: number): Target | undefined {
    const inline = readInlineTarget(text, end + 1);
    if (inline !== undefined) return inline;
    // `[some words][^1]` is text with a footnote, and `[^1]` is no link.
    const isNote = text.startsWith("[^", end + 1) || text.startsWith("^", bracket.wordsStart);
    if (dialect === "chat" && isNote) return undefined;
    const words = bracket.holdsBracket
      ? undefined
      : text.slice(bracket.wordsStart, Math.min(end, bracket.wordsStart + 1_001));
    return readReference(text, end + 1, words, definitions);
  }

  function makeLink(bracket: Bracket, end: number, target: Target): number {
    const raw = text.slice(bracket.at, target.end);
    const isImage = raw.startsWith("!");
    const tokens = pairSigns(text, items.splice(bracket.place).slice(1));
    const words = tokens.map((token) => ("text" in token ? String(token.text) : "")).join("");
    const depth = 1 + tokens.reduce((most, token) => Math.max(most, "depth" in token ? Number(token["depth"]) : 0), 0);
    const token: Token = {
      type: isImage ? "image" : "link",
      raw,
      href: target.href,
      title: target.title === "" ? null : target.title,
      text: words,
      tokens: depth > MAX_DEPTH ? [{ type: "text", raw: words, text: words }] : tokens,
      depth: depth > MAX_DEPTH ? 1 : depth,
    };
    items.push(token);
    if (!isImage) deactivate();
    return target.end - end;
  }

  /** Makes outer brackets inactive, because links do not nest. */
  function deactivate(): void {
    for (let index = brackets.length - 1; index >= 0; index -= 1) {
      const bracket = brackets[index];
      if (bracket === undefined || text.charAt(bracket.at) === "!") continue;
      if (!bracket.active) return;
      bracket.active = false;
    }
  }

  return {
    isOpen: () => brackets.length > 0,
    open(at, raw) {
      const outer = brackets.at(-1);
      if (outer !== undefined) outer.holdsBracket = true;
      brackets.push({ place: items.length, at, wordsStart: at + raw.length, active: true, holdsBracket: false });
      return addText(raw);
    },
    close(at) {
      const bracket = brackets.pop();
      if (bracket === undefined) return addText("]");
      const target = bracket.active ? targetOf(bracket, at) : undefined;
      return target === undefined ? addText("]") : makeLink(bracket, at, target);
    },
  };
}
