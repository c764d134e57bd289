import type { ListedMemory } from "./listed-memory.ts";

/** What happens to values that session memory has no room for. */
export interface OverflowEvents {
  /** A value was refused, and is kept by the background alone. */
  refused?(cause: unknown): void;
  /** Keeps the background awake as long as it alone keeps something; gives back what ends that. */
  stayAwake?(): () => void;
}

/**
 * Session memory (10 MB in all) that takes everything: `set` never rejects. What the browser refuses is kept here, the
 * background stays awake for it, and it is written as soon as there is room.
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

  /** Writes what waits, as long as it is taken. */
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
