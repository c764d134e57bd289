import type { ConversationStore } from "./store/store.ts";

/** How long what was deleted can be taken back. */
export const BIN_DAYS = 30;
export const KEPT_MS = BIN_DAYS * 24 * 60 * 60 * 1_000;

export interface Deletion {
  /** What was deleted up to this moment (ms since 1970) is kept no longer. */
  keptSince(): number;
  /** Removes for good what has been kept long enough. */
  purgeOld(store: ConversationStore): Promise<void>;
}

/**
 * The end of what was deleted: each start of the background, and each look into the bin, removes what is old enough. `purged`
 * is told up to which time (ms since 1970) what was deleted is gone.
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
