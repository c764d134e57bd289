import "fake-indexeddb/auto";
import { createDatabaseOpener } from "./database.ts";
import { createIndexedStore } from "./indexed-store.ts";
import { createStoreInMemory } from "./memory.test-tools.ts";
import type { ConversationStore } from "./store.ts";

let databases = 0;

/** Both stores of conversations. They keep the same contract. */
export const storeKinds: [string, () => ConversationStore][] = [
  ["in IndexedDB", () => createIndexedStore(createDatabaseOpener(`store-${(databases += 1)}`))],
  ["in memory", createStoreInMemory],
];
