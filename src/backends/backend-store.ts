import { changeRaw, storedOrder } from "../entries/ordered-entries.ts";
import { moveInOrder, type Place } from "../entries/move-in-order.ts";
import type { Entries, EntriesChange, StoredEntries } from "../entries/entries.ts";
import { type UsableBackend, DEFAULT_BACKEND } from "./backend.ts";
import { BACKEND_KIND, type Backends, chosenBackend, CHOSEN_KEY, orderedIds, readBackends } from "./backends.ts";
import { type BackendChange, requireUsable, updateBackend } from "./update-backend.ts";

/** What brings a removed backend back exactly as it was. */
export interface RemovedBackend {
  readonly id: string;
  readonly raw: unknown;
  /** Its place in the order. */
  readonly index: number;
  /** Who is asked first in its place. undefined: it was not asked first. */
  readonly successorId: string | undefined;
}

/** Where a backend stands among those that can be asked. The first is 1. */
export interface Standing {
  readonly position: number;
  readonly count: number;
}

/**
 * The stored backends. A write changes what it names: unknown keys, unknown types and unreadable records stay as they are
 * stored. Every method rejects if the browser cannot read or write; then nothing has changed.
 */
export interface BackendStore {
  list(): Promise<Backends>;
  /** Returns undefined if there is none with this id, or it is unreadable. */
  get(id: string): Promise<UsableBackend | undefined>;
  /** Adds a backend at the end, or, chosen, at the beginning. One with the same id is changed, and moves there. */
  add(backend: UsableBackend, options?: { chosen?: boolean }): Promise<void>;
  /** @throws ChatError of kind `no-backend` if it is not there any more */
  update(id: string, change: BackendChange): Promise<void>;
  /**
   * Has a backend asked first. It stands at the beginning then.
   * @throws ChatError of kind `no-backend` if it is not there any more
   */
  choose(id: string): Promise<void>;
  /**
   * Moves a backend beside another one; beside one that is gone, it stays where it is. Whoever stands at the beginning then
   * is asked first. Where the chosen one is gone or unreadable, that takes a move of its own to the beginning.
   * @returns where it stands then
   * @throws ChatError of kind `no-backend` if it is not there any more
   */
  move(id: string, place: Place): Promise<Standing>;
  /**
   * Removes a backend. If it was asked first, the next one is.
   * @returns what `restore` takes; undefined if there is nothing to remove. The default backend cannot be removed.
   */
  remove(id: string): Promise<RemovedBackend | undefined>;
  /** Puts a removed backend back at its place. It is asked first again unless the person has chosen somebody else since. */
  restore(removed: RemovedBackend): Promise<void>;
  /** Calls `listener` after each change, from whichever page, until `signal` aborts. */
  watch(listener: () => void, signal: AbortSignal): void;
}

export function createBackendStore(entries: Entries): BackendStore {
  const keyOf = (id: string) => BACKEND_KIND.prefix + id;
  const list = async () => readBackends(await entries.read());

  return {
    list,
    get: async (id) => (await list()).usable.find((backend) => backend.id === id),

    add: (backend, { chosen = false } = {}) =>
      entries.change((stored) => ({
        set: {
          [keyOf(backend.id)]: changeRaw(stored[keyOf(backend.id)], backend),
          ...(chosen
            ? firstEntries(stored, backend.id)
            : { [BACKEND_KIND.orderKey]: [...orderWithout(stored, backend.id), backend.id] }),
        },
      })),

    update: (id, change) => updateBackend(entries, id, change),

    choose: (id) =>
      entries.change((stored) => {
        requireUsable(stored, id);
        return { set: firstEntries(stored, id) };
      }),

    async move(id, place) {
      let standing: Standing = { position: 0, count: 0 };
      await entries.change((stored) => {
        requireUsable(stored, id);
        const set = movedEntries(stored, id, place);
        const { usable } = readBackends({ ...stored, ...set });
        standing = { position: usable.findIndex((each) => each.id === id) + 1, count: usable.length };
        return { set };
      });
      return standing;
    },

    async remove(id) {
      let removed: RemovedBackend | undefined;
      await entries.change((stored) => {
        const order = orderedIds(stored);
        const index = order.indexOf(id);
        if (index === -1 || id === DEFAULT_BACKEND.id) return {};
        const { usable, chosenId } = readBackends(stored);
        const successorId = chosenId === id ? usable.find((each) => each.id !== id)?.id : undefined;
        removed = { id, raw: stored[keyOf(id)], index, successorId };
        // The order keeps the id, and with it the place.
        const set = { [CHOSEN_KEY]: successorId, [BACKEND_KIND.orderKey]: order };
        return { ...(successorId !== undefined && { set }), remove: [keyOf(id)] };
      });
      return removed;
    },

    restore: (removed) => entries.change((stored) => restoring(stored, removed)),
    watch: entries.watch,
  };
}

/** What makes a backend the first one. */
function firstEntries(stored: StoredEntries, id: string): StoredEntries {
  return { [CHOSEN_KEY]: id, [BACKEND_KIND.orderKey]: [id, ...orderWithout(stored, id)] };
}

function orderWithout(stored: StoredEntries, id: string): string[] {
  return orderedIds(stored).filter((each) => each !== id);
}

/** Order and choice are one write, so that no other page's change comes between them. */
function movedEntries(stored: StoredEntries, id: string, place: Place): StoredEntries {
  const order = moveInOrder(orderedIds(stored), id, place);
  const backends = readBackends(stored);
  const usable = new Set(backends.usable.map((each) => each.id));
  const first = order.find((each) => usable.has(each));
  const isChoice = first === id || chosenBackend(backends) !== undefined;
  return { ...(isChoice && { [CHOSEN_KEY]: first }), [BACKEND_KIND.orderKey]: order };
}

function restoring(stored: StoredEntries, { id, raw, index, successorId }: RemovedBackend): EntriesChange {
  const key = BACKEND_KIND.prefix + id;
  const hasPlace = storedOrder(stored, BACKEND_KIND.orderKey).includes(id);
  const isFirst = readBackends(stored).chosenId === successorId;
  return {
    set: {
      ...(!Object.hasOwn(stored, key) && { [key]: raw }),
      ...(!hasPlace && { [BACKEND_KIND.orderKey]: orderWithout(stored, id).toSpliced(index, 0, id) }),
      ...(isFirst && { [CHOSEN_KEY]: id }),
    },
  };
}
