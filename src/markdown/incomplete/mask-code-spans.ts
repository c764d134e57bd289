import { codeSpans } from "../inline/code-spans.ts";
import { mathsReader } from "../maths/maths-syntax.ts";

/** The address of a link, or a bare one. */
const ADDRESS = /\]\((?:[^()\n]|\([^()\n]*\))*\)|https?:\/\/[^\s<>*~)\]]*[^\s<>*~)\]_]/g;

/**
 * Replaces complete code, complete maths and escaped characters with full stops, because delimiters mean nothing there.
 * The length stays the same. Keeps `\(` and `\[`, which may begin maths.
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

/** Yields where code, maths and escaped characters stand in a run of text. */
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

/** Masks addresses in the same way, because delimiters mean nothing in them either. */
export function maskAddresses(text: string): string {
  return text.replace(ADDRESS, fill);
}

function fill(raw: string): string {
  return raw.replace(/[^\n]/g, ".");
}
