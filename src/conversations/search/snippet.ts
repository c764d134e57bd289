import { characterStart, cutText } from "../../providers/cut-text.ts";
import { foldWithPlaces } from "./fold.ts";

/** A piece of a text around what was found in it. */
export interface Snippet {
  before: string;
  match: string;
  after: string;
}

/** How many characters stand around a hit: they fill a line or two of a narrow panel. */
const BEFORE = 40;
const AFTER = 90;

/**
 * Returns the place of the first term in a text, in one line. If the term is not there, returns the text's beginning.
 */
export function snippetOf(text: string, terms: readonly string[]): Snippet {
  const line = text.replace(/\s+/g, " ").trim();
  const { folded, range } = foldWithPlaces(line);
  const [term = ""] = terms;
  const at = term === "" ? -1 : folded.indexOf(term);
  if (at < 0) return { before: "", match: "", after: cut(line, 0, BEFORE + AFTER) };
  const found = wholeCharacters(line, range(at, at + term.length));
  const start = characterStart(line, found.start - BEFORE);
  return {
    before: (start > 0 ? "…" : "") + line.slice(start, found.start),
    match: line.slice(found.start, found.end),
    after: cut(line, found.end, found.end + AFTER),
  };
}

/** Extends a part of a text, so that it begins and ends with whole characters. */
function wholeCharacters(text: string, { start, end }: { start: number; end: number }): { start: number; end: number } {
  let last = end;
  while (last < text.length && characterStart(text, last) < last) last += 1;
  return { start: characterStart(text, start), end: last };
}

function cut(line: string, start: number, end: number): string {
  return cutText(line.slice(start), end - start) + (line.length > end ? "…" : "");
}

export interface Piece {
  /** Where the piece begins in the text. */
  start: number;
  text: string;
  marked: boolean;
}

/** Returns a text in pieces, in order: those in which a term stands, and those between them. */
export function markTerms(text: string, terms: readonly string[]): Piece[] {
  const { folded, range } = foldWithPlaces(text);
  const marked = Array<boolean>(text.length).fill(false);
  for (const term of terms) {
    for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + 1)) {
      const { start, end } = wholeCharacters(text, range(at, at + term.length));
      marked.fill(true, start, end);
    }
  }
  const starts = [...marked.keys()].filter((index) => marked[index] !== marked[index - 1]);
  return starts.map((start, index) => ({
    start,
    text: text.slice(start, starts[index + 1]),
    marked: marked[start] ?? false,
  }));
}
