import type { Entries } from "../entries/entries.ts";
import type { SecretStore } from "../secrets/secret-store.ts";
import { Secret } from "../secrets/secret.ts";
import { BACKEND_KEY_PREFIX } from "./read-backend-key.ts";

/** A key that is shorter shows nothing of itself. */
const MIN_SHOWN_LENGTH = 12;

/** The keys of backends, each under an id of its own in the store of secrets. Stored backends name the id. */
export interface BackendKeys {
  /**
   * Stores a key under a fresh id, which never gets another key.
   * @throws what the store throws. Then nothing is stored
   */
  add(key: string): Promise<string>;
  /** Deletes a key. Does nothing if there is none. */
  delete(id: string): Promise<void>;
  /** Returns the last four characters of a key, or "" if it is too short. undefined: it is missing or cannot be read. */
  ending(id: string): Promise<string | undefined>;
}

export interface BackendKeysDependencies {
  secrets: SecretStore;
  /** Told of each key that is read or stored, so that it can be kept out of logs. */
  passes(key: Secret): void;
  randomId(): string;
  report(problem: unknown): void;
}

/** Creates what the settings page keeps keys with. */
export function createBackendKeys({ secrets, passes, randomId, report }: BackendKeysDependencies): BackendKeys {
  return {
    async add(typed) {
      const key = new Secret(typed);
      passes(key);
      const id = BACKEND_KEY_PREFIX + randomId();
      await secrets.set(id, key);
      return id;
    },
    delete: secrets.delete,
    async ending(id) {
      try {
        const key = await secrets.get(id);
        if (key !== undefined) passes(key);
        const value = key?.reveal();
        return value !== undefined && value.length < MIN_SHOWN_LENGTH ? "" : value?.slice(-4);
      } catch (problem) {
        report(problem);
        return undefined;
      }
    },
  };
}

/**
 * Deletes keys that no stored backend names: those of removed backends, and what is left when a page is closed while a
 * backend is being added. Must not run while a settings page is open, because Undo can bring a removed backend back.
 * @throws what the storage throws
 */
export async function tidyBackendKeys(secrets: SecretStore, entries: Entries): Promise<void> {
  const ids = (await secrets.ids()).filter((id) => id.startsWith(BACKEND_KEY_PREFIX));
  if (ids.length === 0) return;
  // An id counts as named anywhere, because a later version can store its backends in another form.
  const stored = JSON.stringify(await entries.read());
  await Promise.all(ids.filter((id) => !stored.includes(id)).map((id) => secrets.delete(id)));
}
