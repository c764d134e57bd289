import type { ListedMemory } from "./listed-memory.ts";
import { createMemoryStore, type MemoryStore } from "./memory-store.ts";
import { createFallbackStore } from "./fallback-store.ts";
import type { ConversationStore } from "./store.ts";
import { createStores, type Stores } from "./stores.ts";

/**
 * Makes session memory as the browser has it: values go through JSON. `quota` says how many characters fit, by default
 * any number.
 */
export function createMemory(quota = Infinity): ListedMemory & { readonly size: number } {
  const values = new Map<string, string>();
  const used = (without: string): number =>
    [...values].reduce((sum, [key, value]) => (key === without ? sum : sum + key.length + value.length), 0);
  return {
    async get(key) {
      const value = values.get(key);
      return value === undefined ? undefined : JSON.parse(value);
    },
    async set(key, value) {
      const text = JSON.stringify(value);
      if (used(key) + key.length + text.length > quota) throw new Error("Session storage quota bytes exceeded.");
      values.set(key, text);
    },
    async delete(key) {
      values.delete(key);
    },
    keys: async () => [...values.keys()],
    get size() {
      return values.size;
    },
  };
}

/** Makes a store as temporary chats have it. It keeps the same contract as the persistent one. */
export function createStoreInMemory(): MemoryStore {
  return createMemoryStore(createMemory());
}

/** Returns both stores of conversations, for tests of the persistent one. */
export function createStoresAround(disk: ConversationStore, failed: (cause: unknown) => void): Stores {
  return createStores(createFallbackStore(disk, createMemory(), failed), createStoreInMemory());
}
