import * as z from "zod/mini";
import { sourcesKey } from "./draft-keys.ts";
import { type Source, sourceSchema } from "./conversation.ts";
import { sourcesOf, sourcesToKeep, UNKNOWN_SOURCE } from "./sources.ts";
import type { ConversationStore } from "./store/store.ts";

/** What is typed and not sent. */
export interface DraftText {
  text: string;
  /** What it holds that the person has not typed. */
  sources: readonly Source[];
}

type Drafts = Pick<ConversationStore, "readDraft" | "saveDraft">;

const sourcesSchema = z.array(sourceSchema);

/**
 * Reads what is kept under a key. Nothing: an empty text.
 * @throws what the store throws
 */
export async function readDraft(drafts: Drafts, key: string): Promise<DraftText> {
  const [text, kept] = await Promise.all([drafts.readDraft(key), drafts.readDraft(sourcesKey(key))]);
  return { text, sources: text.trim() === "" ? [] : sourcesOf({ text, sources: readSources(kept) }) };
}

/** @returns undefined if nothing is kept */
function readSources(kept: string): readonly Source[] | undefined {
  if (kept === "") return undefined;
  try {
    return sourcesSchema.parse(JSON.parse(kept));
  } catch {
    return [UNKNOWN_SOURCE];
  }
}

/** Keeps what is typed; "" forgets it. `unlessKept`: a text that is kept already stays. Rejects if the store does. */
export type KeepDraft = (drafts: Drafts, key: string, typed: DraftText, unlessKept: boolean) => Promise<void>;

/**
 * Creates that function. Calls run one after the other, because a text and where it comes from are kept apart: of two views
 * at once, each would write a half.
 */
export function createDraftKeeper(): KeepDraft {
  let before: Promise<void> = Promise.resolve();

  async function keep(...[drafts, key, { text, sources }, unlessKept]: Parameters<KeepDraft>): Promise<void> {
    if (unlessKept && (await drafts.readDraft(key)) !== "") return;
    const marks = sourcesToKeep(text, sources);
    const marked = marks === undefined ? "" : JSON.stringify(marks);
    // A background that is killed in between leaves a text with a mark too many, and never one without its own.
    if (sources.length > 0) await drafts.saveDraft(sourcesKey(key), marked);
    await drafts.saveDraft(key, text);
    if (sources.length > 0 || (await drafts.readDraft(sourcesKey(key))) === marked) return;
    await drafts.saveDraft(sourcesKey(key), marked);
  }

  return (...parameters) => {
    const kept = before.then(() => keep(...parameters));
    before = kept.catch(() => undefined);
    return kept;
  };
}
