import type { ConversationStore } from "./store/store.ts";

/** How long deleted conversations can be restored, in days. */
export const BIN_DAYS = 30;
/** The same in ms. */
export const KEPT_MS = BIN_DAYS * 24 * 60 * 60 * 1_000;

/** Removes deleted conversations when their time is over. */
export interface Deletion {
  /** Returns the time in ms since 1970 up to which deletions are too old to be restored. */
  keptSince(): number;
  /** Removes for good what is too old. If the store fails, `failed` is told, and this does not reject. */
  purgeOld(store: ConversationStore): Promise<void>;
}

/**
 * Creates what removes deleted conversations. Each start of the background, and each look into the bin, calls it.
 * @param now in ms since 1970
 * @param failed told of each failure of a store
 * @param purged called with the time up to which deleted conversations are gone, in ms since 1970
 */
export function createDeletion(
  now: () => number,
  failed: (cause: unknown) => void,
  purged: (before: number) => Promise<void> = async () => undefined,
): Deletion {
  const keptSince = () => now() - KEPT_MS;
  return {
    keptSince,
    async purgeOld(store) {
      const before = keptSince();
      try {
        await store.purge(before, now());
      } catch (cause) {
        failed(cause);
        return;
      }
      await purged(before);
    },
  };
}
