import type { Message, Source } from "./conversation.ts";
import { pathTo } from "./path.ts";

/** Where a text comes from of which nobody knows that any more. It may be a page. */
export const UNKNOWN_SOURCE: Source = { type: "unknown" };

/** More pages than this are not told apart. */
const MOST_SOURCES = 20;

/** A text that a person has asked or is about to ask, and where it comes from. */
interface Marked {
  text: string;
  /** Absent: it was written by a version that did not keep this. */
  sources?: readonly Source[] | undefined;
  unknownValues?: Message["unknownValues"];
}

/**
 * Whether a text looks as if it held some of a page: quick prompts put it behind a blank line, and “Ask about this” quotes
 * it. What people type into one paragraph does not.
 */
function looksTaken(text: string): boolean {
  return /\n\s*\n|^\s*>/m.test(text);
}

/** Returns where a text comes from. Empty: the person has typed all of it. Doubt counts as an unknown source. */
export function sourcesOf({ text, sources, unknownValues }: Marked): readonly Source[] {
  if (unknownValues !== undefined && Object.hasOwn(unknownValues, "sources")) return [UNKNOWN_SOURCE];
  return sources ?? (looksTaken(text) ? [UNKNOWN_SOURCE] : []);
}

/**
 * Returns what is stored beside a text. undefined: nothing needs to be, because without it the text is taken for what it is.
 */
export function sourcesToKeep(text: string, sources: readonly Source[]): Source[] | undefined {
  return sources.length > 0 || looksTaken(text) ? [...sources] : undefined;
}

/** Returns the sources of two texts that become one. */
export function joinSources(one: readonly Source[], other: readonly Source[]): readonly Source[] {
  if (other.length === 0) return one;
  const known = new Set(one.map((source) => JSON.stringify(source)));
  return [...one, ...other.filter((source) => !known.has(JSON.stringify(source)))].slice(0, MOST_SOURCES);
}

/**
 * Whether what a model would be told up to this message may hold text of a page: in a question, or in an answer to one. Doubt
 * counts as yes.
 * @param leafId the last message of the path; null: none
 */
export function mayHoldPageText(messages: ReadonlyMap<string, Message>, leafId: string | null): boolean {
  const path = pathTo(messages, leafId);
  // What the first one answers can be missing, because its row is damaged.
  if (leafId !== null && path[0]?.parentId !== null) return true;
  return path.some((message) => {
    const isOdd = message.unknownValues !== undefined && Object.hasOwn(message.unknownValues, "role");
    const mark = message.role === "user" ? sourcesOf(message) : (message.sources ?? []);
    return isOdd || mark.length > 0;
  });
}
