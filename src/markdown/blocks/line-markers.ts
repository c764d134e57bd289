/**
 * The markers before the text of a line: quotes, bullets, numbers. Nothing follows in the expression, so it never
 * backtracks.
 */
const SIGNS = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+[ \t>]*)*/;
const QUOTE_SIGNS = /^[ \t>]*/;

/** Returns where the text of a line begins, after all its markers. */
export function textStart(line: string): number {
  return lengthOf(SIGNS, line);
}

/** Returns where a line begins after its quote markers alone. */
export function quotedStart(line: string): number {
  return lengthOf(QUOTE_SIGNS, line);
}

function lengthOf(signs: RegExp, line: string): number {
  return signs.exec(line)?.[0].length ?? 0;
}
