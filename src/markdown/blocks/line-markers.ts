/** What stands before the text of a line: signs of quotes, bullets, numbers. Nothing follows it here: it never goes back. */
const SIGNS = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+[ \t>]*)*/;
const QUOTE_SIGNS = /^[ \t>]*/;

/** Where the text of a line begins, after bullets, numbers and the signs of quotes. */
export function textStart(line: string): number {
  return lengthOf(SIGNS, line);
}

/** Where a line begins after the signs of quotes alone. */
export function quotedStart(line: string): number {
  return lengthOf(QUOTE_SIGNS, line);
}

function lengthOf(signs: RegExp, line: string): number {
  return signs.exec(line)?.[0].length ?? 0;
}
