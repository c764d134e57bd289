import { fold, SEPARATOR } from "./fold.ts";

/**
 * Holds all that can be found in one conversation. A search reads one row a conversation and looks through one long
 * text, instead of reading each message.
 */
export interface SearchText {
  conversationId: string;
  /** The folded texts; each ends in `SEPARATOR`. */
  folded: string;
  /**
   * The ids of the messages (that of the title is `TITLE`), joined by `SEPARATOR`. `starts` says where the text of each
   * begins. One string and one array of numbers are enough, because a search reads thousands of rows and looks into
   * few.
   */
  ids: string;
  starts: Uint32Array;
}

/** Stands for the conversation's title in the place of a message's id. */
export const TITLE = "";

/** Returns the words of a query, folded. All of them must be found. */
export function queryTerms(query: string): string[] {
  return [...new Set(fold(query).split(/\s+/).filter(Boolean))];
}

interface Part {
  id: string;
  text: string;
}

/** Returns the row of a conversation in which nothing can be found yet. */
export function emptyText(conversationId: string): SearchText {
  return { conversationId, folded: "", ids: "", starts: new Uint32Array() };
}

/** Returns the row with these texts, by the id of their message or `TITLE`, in the place of those that it had. */
export function withTexts(row: SearchText, texts: Iterable<readonly [id: string, text: string]>): SearchText {
  const parts = new Map(partsOf(row).map(({ id, text }) => [id, text]));
  for (const [id, text] of texts) parts.set(id, fold(text));
  return joinParts(
    row.conversationId,
    Array.from(parts, ([id, text]) => ({ id, text })),
  );
}

/**
 * Folds a row of an earlier schema as texts are folded today. Folds the folded text, so the messages need not be read.
 */
export function foldedAgain(row: SearchText): SearchText {
  return joinParts(
    row.conversationId,
    partsOf(row).map(({ id, text }) => ({ id, text: fold(text) })),
  );
}

/** Returns the row without the texts of these messages. */
export function withoutMessages(row: SearchText, ids: ReadonlySet<string>): SearchText {
  return joinParts(
    row.conversationId,
    partsOf(row).filter(({ id }) => !ids.has(id)),
  );
}

function partsOf(row: SearchText): Part[] {
  const ids = idsOf(row);
  return Array.from(row.starts, (start, index) => ({ id: ids[index] ?? "", text: textAt(row, start) }));
}

function joinParts(conversationId: string, parts: readonly Part[]): SearchText {
  let folded = "";
  const starts = Uint32Array.from(parts, ({ text }) => {
    const start = folded.length;
    folded += text + SEPARATOR;
    return start;
  });
  return { conversationId, folded, ids: parts.map(({ id }) => id).join(SEPARATOR), starts };
}

function idsOf({ ids, starts }: SearchText): string[] {
  return starts.length === 0 ? [] : ids.split(SEPARATOR);
}

/** Returns the ids of the messages (or `TITLE`) in which every term stands, oldest first. The terms must be folded. */
export function findInText(row: SearchText, terms: readonly string[]): string[] {
  if (terms.length === 0 || !terms.every((term) => row.folded.includes(term))) return [];
  return partsOf(row)
    .filter(({ text }) => terms.every((term) => text.includes(term)))
    .map(({ id }) => id);
}

function textAt(row: SearchText, start: number): string {
  return row.folded.slice(start, row.folded.indexOf(SEPARATOR, start));
}
