import { changeRaw, storedIds, storedOrder } from "../entries/ordered-entries.ts";
import type { Entries, EntriesChange, StoredEntries } from "../entries/entries.ts";
import { type UsableBackend, DEFAULT_BACKEND } from "./backend.ts";
import { BACKEND_KIND, type Backends, CHOSEN_KEY, readBackends } from "./backends.ts";
import { type BackendChange, requireUsable, updateBackend } from "./update-backend.ts";

/** What brings a removed backend back exactly as it was. */
export interface RemovedBackend {
  readonly id: string;
  readonly raw: unknown;
  /** Its place among the stored backends. */
  readonly index: number;
  readonly wasChosen: boolean;
}

/**
 * The stored backends. A write changes what it names: unknown keys, unknown types and unreadable records stay as they are
 * stored. Every method rejects if the browser cannot read or write; then nothing has changed.
 */
export interface BackendStore {
  list(): Promise<Backends>;
  /** Returns undefined if there is none with this id, or it is unreadable. */
  get(id: string): Promise<UsableBackend | undefined>;
  /** Adds a backend at the end. One with the same id is changed, and moves there. */
  add(backend: UsableBackend, options?: { chosen?: boolean }): Promise<void>;
  /** @throws ChatError of kind `no-backend` if it is not there any more */
  update(id: string, change: BackendChange): Promise<void>;
  /** @throws ChatError of kind `no-backend` if it is not there any more */
  choose(id: string): Promise<void>;
  /**
   * Removes a backend. If it was chosen, the default one is chosen.
   * @returns what `restore` takes; undefined if there is nothing to remove. The default backend cannot be removed.
   */
  remove(id: string): Promise<RemovedBackend | undefined>;
  /** Puts a removed backend back at its place. It is chosen again unless the person has chosen another one since. */
  restore(removed: RemovedBackend): Promise<void>;
  /** Calls `listener` after each change, from whichever page, until `signal` aborts. */
  watch(listener: () => void, signal: AbortSignal): void;
}

export function createBackendStore(entries: Entries): BackendStore {
  const keyOf = (id: string) => BACKEND_KIND.prefix + id;
  const idsOf = (stored: StoredEntries) => storedIds(stored, BACKEND_KIND);
  const list = async () => readBackends(await entries.read());

  return {
    list,
    get: async (id) => (await list()).usable.find((backend) => backend.id === id),

    add: (backend, { chosen = false } = {}) =>
      entries.change((stored) => ({
        set: {
          [keyOf(backend.id)]: changeRaw(stored[keyOf(backend.id)], backend),
          [BACKEND_KIND.orderKey]: [...idsOf(stored).filter((id) => id !== backend.id), backend.id],
          ...(chosen && { [CHOSEN_KEY]: backend.id }),
        },
      })),

    update: (id, change) => updateBackend(entries, id, change),

    choose: (id) =>
      entries.change((stored) => {
        requireUsable(stored, id);
        return { set: { [CHOSEN_KEY]: id } };
      }),

    async remove(id) {
      let removed: RemovedBackend | undefined;
      await entries.change((stored) => {
        const index = idsOf(stored).indexOf(id);
        if (index === -1 || id === DEFAULT_BACKEND.id) return {};
        const wasChosen = readBackends(stored).chosenId === id;
        removed = { id, raw: stored[keyOf(id)], index, wasChosen };
        // The order keeps the id, and with it the place.
        return { ...(wasChosen && { set: { [CHOSEN_KEY]: DEFAULT_BACKEND.id } }), remove: [keyOf(id)] };
      });
      return removed;
    },

    restore: (removed) => entries.change((stored) => restoring(stored, removed)),
    watch: entries.watch,
  };
}

function restoring(stored: StoredEntries, { id, raw, index, wasChosen }: RemovedBackend): EntriesChange {
  const key = BACKEND_KIND.prefix + id;
  const hasPlace = storedOrder(stored, BACKEND_KIND.orderKey).includes(id);
  const isFree = readBackends(stored).chosenId === DEFAULT_BACKEND.id;
  return {
    set: {
      ...(!Object.hasOwn(stored, key) && { [key]: raw }),
      ...(!hasPlace && {
        [BACKEND_KIND.orderKey]: storedIds(stored, BACKEND_KIND)
          .filter((other) => other !== id)
          .toSpliced(index, 0, id),
      }),
      ...(wasChosen && isFree && { [CHOSEN_KEY]: id }),
    },
  };
}
