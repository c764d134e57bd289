import type { ListedMemory } from "./listed-memory.ts";
import type { ConversationStore } from "./store.ts";

/** The keys of typed text that could not be written begin with this. */
export const UNSAVED_DRAFT = "unsaved-draft:";

type Drafts = Pick<ConversationStore, "readDraft" | "saveDraft">;

/**
 * Writes typed text to `disk`. If that fails, keeps it in `spare`, which outlives the background, until the same draft
 * can be written again. Tells `failed` of each failure of the disk. Rejects only if neither takes the text, or if
 * nothing can be read.
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
