import type { BackendKeys } from "../../../backends/backend-keys.ts";

/** The key of a backend that is not saved yet. It is stored to be tried, because no message carries a key. */
export interface DraftKey {
  /**
   * Stores what is typed, unless that is stored already, and deletes what was typed before.
   * @returns its id
   * @throws what the store throws
   */
  store(typed: string): Promise<string>;
  /** Deletes the key, unless it is the one with this id, which a saved backend names from now on. */
  settle(keptId?: string): Promise<void>;
}

export function createDraftKey(keys: Pick<BackendKeys, "add" | "delete">): DraftKey {
  let stored: { typed: string; id: Promise<string> } | undefined;

  async function settle(keptId?: string): Promise<void> {
    const id = await stored?.id.catch(() => undefined);
    stored = undefined;
    if (id !== undefined && id !== keptId) await keys.delete(id);
  }

  return {
    async store(typed) {
      if (stored?.typed === typed) return stored.id;
      const before = stored;
      const storing = { typed, id: keys.add(typed) };
      stored = storing;
      storing.id.catch(() => void (stored === storing && (stored = undefined)));
      // What cannot be deleted now is named by no backend, and goes when the keys are tidied.
      before?.id.then(keys.delete).catch(() => undefined);
      return storing.id;
    },
    settle,
  };
}
