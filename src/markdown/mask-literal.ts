import { MATHS_ANYWHERE } from "./maths-syntax.ts";

/** Code, maths, and signs that a backslash makes plain, but for those that would begin maths. */
const LITERAL = new RegExp(
  `(?<!\`)(?<ticks>\`+)(?!\`)[^]*?[^\`]\\k<ticks>(?!\`)|${MATHS_ANYWHERE}|${String.raw`\\[^[(\n]`}`,
  "g",
);

/** Of a link, and by itself. */
const ADDRESS = /\]\((?:[^()\n]|\([^()\n]*\))*\)|https?:\/\/[^\s<>*~)\]]*[^\s<>*~)\]_]/g;

/** A text of the same length with full stops in the place of what is complete and in which signs mean nothing. */
export function maskLiteral(text: string): string {
  return /[`$\\]/.test(text) ? text.replace(LITERAL, fill) : text;
}

/** The same for addresses, in which signs mean nothing either. */
export function maskAddresses(text: string): string {
  return text.replace(ADDRESS, fill);
}

function fill(raw: string): string {
  return raw.replace(/[^\n]/g, ".");
}
