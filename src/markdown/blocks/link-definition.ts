import type { Tokens } from "marked";

const TITLE_END = String.raw`\\?\n(?![ \t]*\n)`;

/** Like the pattern in `marked`, but without blank lines in titles: a block must never reach over one. */
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
 * Reads `[label]: address "title"` at the start of a text. `marked` lets a title run over blank lines, so that text far
 * below could change a block above. The specification does not, and neither does this.
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

/** Removes the backslashes of escaped punctuation. */
function unescape(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~])/g, "$1");
}

/**
 * Returns the form of a label that is compared: case and runs of white space do not count. Lower, upper, lower is for
 * letters like ẞ.
 */
export function normaliseLabel(label: string): string {
  return label.trim().replace(/\s+/g, " ").toLowerCase().toUpperCase().toLowerCase();
}

/** Whether the parentheses of an address are balanced. Escaped ones do not count. */
function isBalanced(address: string): boolean {
  let depth = 0;
  for (const [character] of address.matchAll(/\\.|[()]/gs)) {
    if (character === "(") depth += 1;
    if (character === ")") depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}
