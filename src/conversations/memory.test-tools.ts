import { createMemoryStore, type ListedMemory, type MemoryStore } from "./memory-store.ts";
import { createSteadyStore } from "./steady-store.ts";
import type { ConversationStore } from "./store.ts";
import { createStores, type Stores } from "./stores.ts";

/** Session memory as the browser has it: values go through JSON. */
export function createMemory(): ListedMemory & { readonly size: number } {
  const values = new Map<string, string>();
  return {
    async get(key) {
      const value = values.get(key);
      return value === undefined ? undefined : JSON.parse(value);
    },
    async set(key, value) {
      values.set(key, JSON.stringify(value));
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
  return createStores(createSteadyStore(disk, createMemory(), failed), createStoreInMemory());
}
