import { maskLiteral } from "./mask-code-spans.ts";

/** Words of links are shorter: what is open for longer is a bracket, as of an interval. */
const MAX_WORDS = 200;

/**
 * `[words](https://exam` is shown as `words`, and so is `[words`, for it may become a link. What may become a footnote is not
 * shown.
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

/** Whether an address is still coming, or may come, where the words of a link have ended. */
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
