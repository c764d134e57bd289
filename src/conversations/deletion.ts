import type { ConversationStore } from "./store.ts";

/** How long a deletion can be taken back, in ms. */
export const UNDO_MS = 10_000;

export interface Deletion {
  /**
   * Marks a conversation, or all of this store (null), as deleted at `at` (ms since 1970, now); they are purged when the
   * time to undo has passed.
   */
  delete(store: ConversationStore, id: string | null, at: number): Promise<void>;
  /** Purges later what has just been marked by somebody else, e.g. a branch of messages. */
  purgeLater(store: ConversationStore): void;
  /** What a stopped background did not purge, the next one does. */
  purgeOld(store: ConversationStore): Promise<void>;
}

/** Deleting with a way back. `purged` is told up to which time (ms since 1970) what was deleted is gone. */
export function createDeletion(
  now: () => number,
  failed: (cause: unknown) => void,
  purged: (before: number) => Promise<void> = async () => undefined,
): Deletion {
  async function purgeOld(store: ConversationStore): Promise<void> {
    const before = now() - UNDO_MS;
    try {
      await store.purge(before);
    } catch (cause) {
      failed(cause);
      return;
    }
    await purged(before);
  }
  function purgeLater(store: ConversationStore): void {
    setTimeout(() => void purgeOld(store), UNDO_MS);
  }
  return {
    purgeOld,
    purgeLater,
    async delete(store, id, at) {
      await store.delete(id, at);
      purgeLater(store);
    },
  };
}
