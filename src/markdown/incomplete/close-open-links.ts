import { maskLiteral } from "./mask-code-spans.ts";

/** Longest words of a link, in characters. A bracket that is open for longer is text, as in an interval. */
const MAX_WORDS = 200;

/**
 * Shows `[words](https://exam` and `[words` as `words`, because both may become a link. Hides what may become a
 * footnote.
 */
export function withoutOpenLinks(text: string): string {
  const masked = maskLiteral(text);
  const open: number[] = [];
  for (const { 0: sign, index } of masked.matchAll(/[[\]]/g)) {
    if (sign === "[") {
      open.push(index);
      continue;
    }
    const start = open.pop();
    if (start !== undefined && isUnfinished(masked, index + 1)) {
      return masked.startsWith("[^", start)
        ? withoutBrackets(text.slice(0, start), open)
        : withoutBrackets(text.slice(0, index), [...open, start]);
    }
  }
  return withoutBrackets(text, open);
}

/** Whether the address after the words of a link is still arriving, or may still begin. */
function isUnfinished(text: string, end: number): boolean {
  if (end === text.length) return true;
  if (text.charAt(end) !== "(") return false;
  let depth = 0;
  for (let index = end; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === "\n") return false;
    if (character === "(") depth += 1;
    if (character === ")") depth -= 1;
    if (depth === 0) return false;
  }
  return true;
}

function withoutBrackets(text: string, open: readonly number[]): string {
  let rest = text;
  for (const start of open.toReversed()) {
    if (text.length - start > MAX_WORDS) continue;
    if (rest.startsWith("[^", start)) rest = rest.slice(0, start);
    else rest = rest.slice(0, start).replace(/!$/, "") + rest.slice(start + 1);
  }
  return rest;
}
