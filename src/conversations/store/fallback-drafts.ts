import type { ListedMemory } from "./listed-memory.ts";
import type { ConversationStore } from "./store.ts";

/** Where what was typed and could not be written is kept. */
export const UNSAVED_DRAFT = "unsaved-draft:";

type Drafts = Pick<ConversationStore, "readDraft" | "saveDraft">;

/**
 * Keeps what is typed on `disk`; what that refuses is kept in `spare`, which outlives the background, until the same draft
 * can be written again. Rejects only where neither takes it, or where nothing can be read; `failed` is told of the disk.
 */
export function createFallbackDrafts(disk: Drafts, spare: ListedMemory, failed: (cause: unknown) => void): Drafts {
  return {
    async readDraft(key) {
      const kept = await spare.get(UNSAVED_DRAFT + key);
      return typeof kept === "string" ? kept : disk.readDraft(key);
    },
    async saveDraft(key, text) {
      try {
        await disk.saveDraft(key, text);
      } catch (cause) {
        failed(cause);
        await spare.set(UNSAVED_DRAFT + key, text);
        return;
      }
      await spare.delete(UNSAVED_DRAFT + key);
    },
  };
}
