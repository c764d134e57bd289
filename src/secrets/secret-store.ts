import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { Secret } from "./secret.ts";

interface SecretsSchema extends DBSchema {
  secrets: { key: string; value: string };
}

/** Secrets by id, on this computer's disk. Every method rejects with the browser's `DOMException` where it refuses. */
export interface SecretStore {
  /** undefined: there is none. */
  get(id: string): Promise<Secret | undefined>;
  /** Resolves when it is on disk. */
  set(id: string, secret: Secret): Promise<void>;
  /** Does nothing where there is none. */
  delete(id: string): Promise<void>;
  /** Makes no database where there is none. */
  ids(): Promise<string[]>;
}

/**
 * Keeps secrets in a database of their own, away from what is exported, watched or read by views. Pages of other origins,
 * and the scripts that run in them, cannot reach it.
 * @param name of the database
 */
export function createSecretStore(name: string): SecretStore {
  /** Opened for each use, because secrets are used seldom: an open database stands in the way of who deletes it. */
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
