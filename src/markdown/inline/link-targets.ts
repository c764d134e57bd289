import { normaliseLabel } from "../blocks/link-definition.ts";

/** Link definitions by normalised label, in the form of `marked`. */
export type InlineDefinitions = Readonly<Record<string, { href: string; title?: string | null | undefined }>>;

/** The target of a link. `end` is the position after it in the text. */
export interface Target {
  href: string;
  title: string;
  end: number;
}

/** How many parentheses an address may have open, as in other parsers. */
const MAX_PARENTHESES = 32;

const SPACE = /[ \t]*(?:\n[ \t]*)?/y;
const POINTY = /<((?:\\.|[^\n<>\\])*)>/y;
const TITLE = /"((?:\\[^]|[^"\\])*)"|'((?:\\[^]|[^'\\])*)'|\(((?:\\[^]|[^()\\])*)\)/y;
const LABEL = /\[((?:\\[^]|[^[\]\\]){0,999})\]/y;

/** Reads `(address "title")`. */
export function readInlineTarget(text: string, at: number): Target | undefined {
  if (text.charAt(at) !== "(") return undefined;
  let end = skipSpace(text, at + 1);
  const pointy = match(POINTY, text, end);
  const href = pointy?.[1] ?? readAddress(text, end);
  if (href === undefined) return undefined;
  end += pointy?.[0].length ?? href.length;
  const afterSpace = skipSpace(text, end);
  const title = afterSpace > end ? match(TITLE, text, afterSpace) : undefined;
  end = skipSpace(text, title === undefined ? afterSpace : afterSpace + title[0].length);
  if (text.charAt(end) !== ")") return undefined;
  return { href: unescape(href), title: unescape(title?.[1] ?? title?.[2] ?? title?.[3] ?? ""), end: end + 1 };
}

/**
 * Reads `[label]` or `[]` behind words. If neither follows, the words are the label.
 * @returns undefined if the label is not defined
 */
export function readReference(
  text: string,
  at: number,
  words: string | undefined,
  definitions: InlineDefinitions,
): Target | undefined {
  const [written = "", own = ""] = match(LABEL, text, at) ?? [];
  const isLabel = written === "[]" || own.trim() !== "";
  const label = own.trim() === "" ? words : own;
  if (label === undefined || label.length > 999 || label.trim() === "") return undefined;
  const found = definitions[normaliseLabel(label)];
  if (found === undefined) return undefined;
  return { href: found.href, title: found.title ?? "", end: at + (isLabel ? written.length : 0) };
}

/** Reads an address without angle brackets: without spaces, with balanced parentheses. */
function readAddress(text: string, at: number): string | undefined {
  let depth = 0;
  let end = at;
  if (text.charAt(at) === "<") return undefined;
  for (; end < text.length; end += 1) {
    const character = text.charAt(end);
    if (character <= " " || character === "\u007F") break;
    if (character === "\\" && /[!-/:-@[-`{-~]/.test(text.charAt(end + 1))) end += 1;
    else if (character === "(") depth += 1;
    else if (character === ")") {
      if (depth === 0) break;
      depth -= 1;
    }
    if (depth > MAX_PARENTHESES) return undefined;
  }
  return depth === 0 ? text.slice(at, end) : undefined;
}

function skipSpace(text: string, at: number): number {
  return at + (match(SPACE, text, at)?.[0].length ?? 0);
}

function match(expression: RegExp, text: string, at: number): RegExpExecArray | undefined {
  expression.lastIndex = at;
  return expression.exec(text) ?? undefined;
}

function unescape(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~])/g, "$1");
}
