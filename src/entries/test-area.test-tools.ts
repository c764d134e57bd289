import type { EntriesArea, Exclusively } from "./entries.ts";

/** `storage.local` as the browser has it: values are copies, and a change is told to all pages, its own included. */
export interface TestArea extends EntriesArea {
  get(keys: null | string): Promise<Record<string, unknown>>;
  /** All that is stored. */
  stored: Record<string, unknown>;
  /** Writes reject. */
  refusing: boolean;
  readonly listeners: Set<(changes: object) => void>;
}

export function createTestArea(stored: Record<string, unknown> = {}): TestArea {
  const listeners = new Set<(changes: object) => void>();
  function write(keys: readonly string[], change: () => void): void {
    if (area.refusing) throw new Error("QUOTA_BYTES quota exceeded");
    change();
    const changes = Object.fromEntries(keys.map((key) => [key, {}]));
    for (const listener of listeners) listener(changes);
  }
  const area: TestArea = {
    stored,
    refusing: false,
    listeners,
    get: async (key) => {
      const all = structuredClone(area.stored);
      return key === null ? all : { ...(Object.hasOwn(all, key) && { [key]: all[key] }) };
    },
    set: async (items) => write(Object.keys(items), () => Object.assign(area.stored, structuredClone(items))),
    remove: async (keys) =>
      write(keys, () => {
        for (const key of keys) delete area.stored[key];
      }),
    onChanged: {
      addListener: (listener) => void listeners.add(listener),
      removeListener: (listener) => void listeners.delete(listener),
    },
  };
  return area;
}

/** A lock as pages share it: one task after the other. */
export function createTestLock(): Exclusively {
  let held: Promise<unknown> = Promise.resolve();
  return (task) => {
    const done = held.then(task);
    held = done.catch(() => undefined);
    return done;
  };
}
