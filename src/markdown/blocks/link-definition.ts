import type { Tokens } from "marked";

const TITLE_END = String.raw`\\?\n(?![ \t]*\n)`;

/** As in the parser that we use, but without blank lines in titles: a block must never reach over one. */
const DEFINITION = new RegExp(
  [
    String.raw`^ {0,3}\[((?!\s*\])(?:\\[^\n]|[^[\]\\\n]|${TITLE_END})+)\]: *(?:\n[ \t]*)?`,
    String.raw`([^<\s][^\s]*|<(?:\\.|[^\n<>\\])*>)`,
    String.raw`(?:(?: +(?:\n[ \t]*)?| *\n[ \t]*)`,
    String.raw`("(?:\\[^\n]|[^"\\\n]|${TITLE_END})*"|'(?:\\[^\n]|[^'\\\n]|${TITLE_END})*'|\((?:\\[^\n]|[^()\\\n]|${TITLE_END})*\)))?`,
    String.raw` *(?:\n+|$)`,
  ].join(""),
);

/**
 * Reads `[label]: address "title"` where a text starts with it. The parser's own reader lets a title run over blank
 * lines, so that text far below could change what stands above; the specification does not.
 */
export function readDefinition(text: string): Tokens.Def | undefined {
  const found = DEFINITION.exec(text);
  if (found === null) return undefined;
  const [whole, label = "", address = "", title] = found;
  if (!address.startsWith("<") && !isBalanced(address)) return undefined;
  return {
    type: "def",
    tag: normaliseLabel(label),
    raw: whole.replace(/\n+$/, ""),
    href: unescape(address.replace(/^<(.*)>$/, "$1")),
    title: title === undefined ? "" : unescape(title.slice(1, -1)),
  };
}

/** A backslash before punctuation only says that the character means nothing. */
function unescape(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~])/g, "$1");
}

/** Labels that differ in case or white space alone are the same. Lower, upper, lower: for letters like ẞ. */
export function normaliseLabel(label: string): string {
  return label.trim().replace(/\s+/g, " ").toLowerCase().toUpperCase().toLowerCase();
}

/** Whether no parenthesis closes that was not opened, and none stays open; escaped ones do not count. */
function isBalanced(address: string): boolean {
  let depth = 0;
  for (const [character] of address.matchAll(/\\.|[()]/gs)) {
    if (character === "(") depth += 1;
    if (character === ")") depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}
