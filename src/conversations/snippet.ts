import * as z from "zod/mini";
import { characterStart, cutText } from "../providers/cut-text.ts";
import { fold } from "./search-text.ts";

/** A piece of a text around what was found in it. */
export const snippetSchema = z.object({ before: z.string(), match: z.string(), after: z.string() });
export type Snippet = z.infer<typeof snippetSchema>;

/** How much stands around a hit, in characters: a line or two of a narrow panel. */
const BEFORE = 40;
const AFTER = 90;

/** The place of the first term in a text, in one line. Where folding moved it out of sight, the text's beginning. */
export function snippetOf(text: string, terms: readonly string[]): Snippet {
  const line = text.replace(/\s+/g, " ").trim();
  const folded = fold(line);
  const [term = ""] = terms;
  const at = folded.length === line.length ? folded.indexOf(term) : -1;
  if (at < 0) return { before: "", match: "", after: cut(line, 0, BEFORE + AFTER) };
  const start = characterStart(line, at - BEFORE);
  const end = at + term.length;
  return {
    before: (start > 0 ? "…" : "") + line.slice(start, at),
    match: line.slice(at, end),
    after: cut(line, end, end + AFTER),
  };
}

function cut(line: string, start: number, end: number): string {
  return cutText(line.slice(start), end - start) + (line.length > end ? "…" : "");
}

export interface Piece {
  /** Where it begins in the text. */
  start: number;
  text: string;
  marked: boolean;
}

/** A text in pieces, in order: those in which a term stands, and those between them. Where folding moved them, one piece. */
export function markTerms(text: string, terms: readonly string[]): Piece[] {
  const folded = fold(text);
  const marked = Array<boolean>(text.length).fill(false);
  for (const term of folded.length === text.length ? terms : []) {
    for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + 1)) {
      marked.fill(true, at, at + term.length);
    }
  }
  const starts = [...marked.keys()].filter((index) => marked[index] !== marked[index - 1]);
  return starts.map((start, index) => ({
    start,
    text: text.slice(start, starts[index + 1]),
    marked: marked[start] ?? false,
  }));
}
