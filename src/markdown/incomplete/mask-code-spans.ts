import { codeSpans } from "../inline/code-spans.ts";
import { mathsReader } from "../maths/maths-syntax.ts";

/** Of a link, and by itself. */
const ADDRESS = /\]\((?:[^()\n]|\([^()\n]*\))*\)|https?:\/\/[^\s<>*~)\]]*[^\s<>*~)\]_]/g;

/**
 * A text of the same length with full stops in the place of what is complete and in which signs mean nothing: code, maths,
 * and signs that a backslash makes plain, but for those that would begin maths.
 */
export function maskLiteral(text: string): string {
  let masked = "";
  let at = 0;
  for (const { start, end } of literalsIn(text)) {
    masked += text.slice(at, start) + fill(text.slice(start, end));
    at = end;
  }
  return masked + text.slice(at);
}

/** Where what is literal stands in a run of text. */
export function* literalsIn(text: string): Generator<{ start: number; end: number }> {
  if (!/[`$\\]/.test(text)) return;
  const findCode = codeSpans(text);
  const readMaths = mathsReader(text);
  const signs = /[`$\\]/g;
  for (let found = signs.exec(text); found !== null; found = signs.exec(text)) {
    const start = found.index;
    const end = endOfLiteral(start);
    if (end !== undefined) yield { start, end };
    signs.lastIndex = end ?? start + (text.charAt(start) === "`" ? findCode(start).sign : 1);
  }

  function endOfLiteral(start: number): number | undefined {
    if (text.charAt(start) === "`") return findCode(start).end;
    const maths = readMaths(start);
    if (maths !== undefined) return start + maths.raw.length;
    return /^\\[^[(\n]/.test(text.slice(start, start + 2)) ? start + 2 : undefined;
  }
}

/** The same for addresses, in which signs mean nothing either. */
export function maskAddresses(text: string): string {
  return text.replace(ADDRESS, fill);
}

function fill(raw: string): string {
  return raw.replace(/[^\n]/g, ".");
}
