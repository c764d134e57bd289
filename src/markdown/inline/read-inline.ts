import type { Token } from "marked";
import { readFootnoteReference } from "../blocks/footnotes.ts";
import { mathsReader } from "../maths/maths-syntax.ts";
import { readAngle } from "./angle-brackets.ts";
import { addressStarts, readBareAddress } from "./bare-addresses.ts";
import { codeSpans, codeText } from "./code-spans.ts";
import { decodeNumbers } from "./entities.ts";
import { type Dialect, flankingOf } from "./flanking.ts";
import { createBrackets } from "./brackets.ts";
import type { InlineDefinitions } from "./link-targets.ts";
import { isSign, type Item, pairSigns } from "./pair-signs.ts";

export interface InlineContext {
  dialect: Dialect;
  definitions: InlineDefinitions;
  /** Whether the text is a table cell, where lists may be written as tags. */
  inCell: boolean;
}

/** Characters that are only text. */
const PLAIN = /[^\\`*_~[\]!<\n$]+/y;
/** A whole text that is only text: without delimiters, entities and addresses. */
const PLAIN_TEXT = /^[^\\`*_~[\]!<\n$&@:.]+$/;
const ESCAPABLE = /[!-/:-@[-`{-~]/;

/**
 * Parses a run of text as CommonMark describes, in one pass from left to right. `marked` goes back for each delimiter,
 * which takes it seconds for a line of 20,000 brackets, and it has no rules for Chinese.
 */
export function readInline(text: string, dependencies: InlineContext): Token[] {
  // Most cells and items hold only words.
  return PLAIN_TEXT.test(text) ? [{ type: "text", raw: text, text, escaped: false }] : readSigns(text, dependencies);
}

function readSigns(text: string, { dialect, definitions, inCell }: InlineContext): Token[] {
  const items: Item[] = [];
  const chat = dialect === "chat";
  const findCode = codeSpans(text);
  const readMaths = mathsReader(text);
  const brackets = createBrackets(text, items, dialect, definitions);
  const addresses = chat ? addressStarts(text) : [];
  let nextAddress = 0;

  function addText(raw: string): void {
    if (raw !== "") items.push({ type: "text", raw, text: decodeNumbers(raw), escaped: false });
  }

  function addToken(token: Token): number {
    items.push(token);
    return token.raw.length;
  }

  /** Returns the delimiters before this position that may still be closed. */
  function openSigns(): string[] {
    const signs = new Set<string>();
    for (const item of items.slice(-50)) if (isSign(item) && item.canOpen) signs.add(item.raw);
    return [...signs].filter((sign) => /^(?:\*+|~~)$/.test(sign));
  }

  function readRun(at: number): number {
    const sign = text.charAt(at);
    let end = at + 1;
    while (text.charAt(end) === sign) end += 1;
    const raw = text.slice(at, end);
    // One tilde means "about": "~5 to ~10 minutes". Two strike out.
    if (sign === "~" && (!chat || raw.length !== 2)) addText(raw);
    else items.push({ type: "sign", kind: sign, raw, at, count: raw.length, ...flankingOf(text, at, end, dialect) });
    return raw.length;
  }

  function readCode(at: number): number {
    const { sign, end } = findCode(at);
    if (end !== undefined) {
      const raw = text.slice(at, end);
      return addToken({ type: "codespan", raw, text: codeText(raw, sign) });
    }
    addText("`".repeat(sign));
    return sign;
  }

  function readBackslash(at: number): number {
    const after = text.charAt(at + 1);
    if (after === "\n") return readLineEnd(at, at + 1);
    if (!ESCAPABLE.test(after)) {
      addText("\\");
      return 1;
    }
    return addToken({ type: "escape", raw: `\\${after}`, text: after });
  }

  /** Reads a line end. In a chat it is always a break. Elsewhere two spaces or a backslash before it make one. */
  function readLineEnd(at: number, lineEnd: number): number {
    let end = lineEnd + 1;
    while (/[ \t]/.test(text.charAt(end))) end += 1;
    if (end >= text.length) {
      addText(text.slice(at, lineEnd));
      return text.length - at;
    }
    const isBreak = chat || lineEnd > at + 1 || text.charAt(at) === "\\";
    const raw = text.slice(at, end);
    items.push(isBreak ? { type: "br", raw } : { type: "text", raw, text: "\n", escaped: false });
    return raw.length;
  }

  function readPlain(at: number): number {
    while ((addresses[nextAddress] ?? Number.POSITIVE_INFINITY) < at) nextAddress += 1;
    if (addresses[nextAddress] === at) {
      nextAddress += 1;
      const address = readBareAddress(text, at, [...openSigns(), ...(brackets.isOpen() ? ["]"] : [])]);
      if (address !== undefined) return addToken(address);
    }
    PLAIN.lastIndex = at;
    const plain = PLAIN.exec(text)?.[0] ?? text.charAt(at);
    const end = Math.min(at + plain.length, addresses[nextAddress] ?? Number.POSITIVE_INFINITY);
    const lineEnd = text.charAt(end) === "\n" ? /[ \t]*$/.exec(text.slice(Math.max(at, end - 100), end)) : null;
    const kept = end - (lineEnd?.[0].length ?? 0);
    addText(text.slice(at, kept));
    return kept < end ? kept - at + readLineEnd(kept, end) : end - at;
  }

  function readMathsOrElse(at: number, other: (at: number) => number): number {
    const maths = chat ? readMaths(at) : undefined;
    return maths === undefined ? other(at) : addToken({ type: "maths", ...maths });
  }

  function readBracket(at: number): number {
    const note = chat ? readFootnoteReference(text, at, definitions) : undefined;
    return note === undefined ? brackets.open(at, "[") : addToken(note);
  }

  function readAt(at: number): number {
    switch (text.charAt(at)) {
      case "*":
      case "_":
      case "~":
        return readRun(at);
      case "`":
        return readCode(at);
      case "\\":
        return readMathsOrElse(at, readBackslash);
      case "$":
        return readMathsOrElse(at, readPlain);
      case "[":
        return readBracket(at);
      case "!":
        return text.startsWith("![", at) && !(chat && readFootnoteReference(text, at + 1, definitions))
          ? brackets.open(at, "![")
          : readPlain(at);
      case "]":
        return brackets.close(at);
      case "\n":
        return readLineEnd(at, at);
      case "<": {
        const item = readAngle(text, at, dialect, inCell);
        if (item === undefined) return readPlain(at);
        items.push(item);
        return item.raw.length;
      }
      default:
        return readPlain(at);
    }
  }

  for (let at = 0; at < text.length;) at += readAt(at);
  return pairSigns(text, items);
}
