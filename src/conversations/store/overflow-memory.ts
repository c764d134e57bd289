import type { ListedMemory } from "./listed-memory.ts";

/** What happens to values that do not fit into session memory. */
export interface OverflowEvents {
  /** Called when a value was refused. The background alone keeps it then. */
  refused?(cause: unknown): void;
  /** Keeps the background awake as long as it alone keeps something. Returns a function that ends that. */
  stayAwake?(): () => void;
}

/**
 * Makes session memory (10 MB in all) take everything: `set` never rejects. Values that the browser refuses are kept
 * here and written as soon as there is room. The background stays awake for them.
 */
export function withOverflow(memory: ListedMemory, { refused, stayAwake }: OverflowEvents = {}): ListedMemory {
  const untaken = new Map<string, unknown>();
  let rest: (() => void) | undefined;

  function keepAwake(): void {
    if (untaken.size > 0) rest ??= stayAwake?.();
    else {
      rest?.();
      rest = undefined;
    }
  }

  async function write(key: string, value: unknown): Promise<void> {
    untaken.set(key, value);
    await memory.set(key, value);
    // A newer value can have been refused meanwhile.
    if (untaken.get(key) === value) untaken.delete(key);
  }

  /** Writes what waits, until the browser refuses a value. */
  async function flush(): Promise<void> {
    try {
      for (const [key, value] of untaken) await write(key, value);
    } catch {
      // There is still no room.
    }
    keepAwake();
  }

  return {
    get: async (key) => (untaken.has(key) ? untaken.get(key) : memory.get(key)),
    async set(key, value) {
      try {
        await write(key, value);
      } catch (cause) {
        keepAwake();
        refused?.(cause);
        return;
      }
      await flush();
    },
    async delete(key) {
      untaken.delete(key);
      await memory.delete(key);
      await flush();
    },
    keys: async () => [...new Set([...(await memory.keys()), ...untaken.keys()])],
  };
}
