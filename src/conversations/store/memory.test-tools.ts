import type { ListedMemory } from "./listed-memory.ts";
import { createMemoryStore, type MemoryStore } from "./memory-store.ts";
import { createFallbackStore } from "./fallback-store.ts";
import type { ConversationStore } from "./store.ts";
import { createStores, type Stores } from "./stores.ts";

/** Session memory as the browser has it: values go through JSON. `quota`: so many characters of it fit in. */
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

/** A store of its own, as temporary chats have it; it is held to the same contract as the lasting one. */
export function createStoreInMemory(): MemoryStore {
  return createMemoryStore(createMemory());
}

/** Both places of conversations, where the test cares for the lasting one. */
export function createStoresAround(disk: ConversationStore, failed: (cause: unknown) => void): Stores {
  return createStores(createFallbackStore(disk, createMemory(), failed), createStoreInMemory());
}
