import type { EntriesArea, Exclusively } from "./entries.ts";

/** `storage.local` as the browser has it: values are copies, and a change is told to all pages, its own included. */
export interface TestArea extends EntriesArea {
  /** All that is stored. */
  stored: Record<string, unknown>;
  /** Writes reject. */
  refusing: boolean;
  readonly listeners: Set<() => void>;
}

export function createTestArea(stored: Record<string, unknown> = {}): TestArea {
  const listeners = new Set<() => void>();
  function write(change: () => void): void {
    if (area.refusing) throw new Error("QUOTA_BYTES quota exceeded");
    change();
    for (const listener of listeners) listener();
  }
  const area: TestArea = {
    stored,
    refusing: false,
    listeners,
    get: async () => structuredClone(area.stored),
    set: async (items) => write(() => Object.assign(area.stored, structuredClone(items))),
    remove: async (keys) =>
      write(() => {
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
