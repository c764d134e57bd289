import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { Secret } from "./secret.ts";

interface SecretsSchema extends DBSchema {
  secrets: { key: string; value: string };
}

/** Keeps secrets by id, on this computer's disk. Every method rejects with a `DOMException` if the browser refuses. */
export interface SecretStore {
  /** Returns undefined if there is none. */
  get(id: string): Promise<Secret | undefined>;
  /** Resolves when it is on disk. */
  set(id: string, secret: Secret): Promise<void>;
  /** Does nothing if there is none. */
  delete(id: string): Promise<void>;
  /** Returns the ids of all secrets. Creates no database if there is none. */
  ids(): Promise<string[]>;
}

/**
 * Keeps secrets in a database of their own, apart from what is exported, watched or read by views. Pages of other
 * origins and their scripts cannot reach it.
 * @param name of the database
 */
export function createSecretStore(name: string): SecretStore {
  /** Opens the database for each use. Secrets are seldom used, and an open database cannot be deleted. */
  async function use<Result>(task: (database: IDBPDatabase<SecretsSchema>) => Promise<Result>): Promise<Result> {
    const database = await openDB<SecretsSchema>(name, 1, {
      upgrade: (empty) => void empty.createObjectStore("secrets"),
    });
    try {
      return await task(database);
    } finally {
      database.close();
    }
  }

  return {
    async get(id) {
      const value = await use((database) => database.get("secrets", id));
      return value === undefined ? undefined : new Secret(value);
    },
    set: (id, secret) =>
      use(async (database) => {
        const transaction = database.transaction("secrets", "readwrite", { durability: "strict" });
        await Promise.all([transaction.store.put(secret.reveal(), id), transaction.done]);
      }),
    delete: (id) => use((database) => database.delete("secrets", id)),
    async ids() {
      const databases = await indexedDB.databases();
      if (!databases.some((database) => database.name === name)) return [];
      return use((database) => database.getAllKeys("secrets"));
    },
  };
}
