import type { ConversationStore } from "./store.ts";

/** How long a deletion can be taken back, in ms. */
export const UNDO_MS = 10_000;

export interface Deletion {
  /** Marks a conversation, or all of this store (null), as deleted; they are purged when the time to undo has passed. */
  delete(store: ConversationStore, id: string | null): Promise<void>;
  /** Purges later what has just been marked by somebody else, e.g. a branch of messages. */
  purgeLater(store: ConversationStore): void;
  /** What a stopped background did not purge, the next one does. */
  purgeOld(store: ConversationStore): Promise<void>;
}

/** Deleting with a way back. */
export function createDeletion(now: () => number, failed: (cause: unknown) => void): Deletion {
  async function purgeOld(store: ConversationStore): Promise<void> {
    await store.purge(now() - UNDO_MS).catch(failed);
  }
  function purgeLater(store: ConversationStore): void {
    setTimeout(() => void purgeOld(store), UNDO_MS);
  }
  return {
    purgeOld,
    purgeLater,
    async delete(store, id) {
      await store.delete(id, now());
      purgeLater(store);
    },
  };
}
