import type { SecretStore } from "../secrets/secret-store.ts";
import type { Secret } from "../secrets/secret.ts";

/** Ids of the keys of backends begin with it. Each key that is stored gets an id of its own, which never gets another. */
export const BACKEND_KEY_PREFIX = "backend:key:";

export interface BackendKeyDependencies {
  secrets: Pick<SecretStore, "get">;
  /** Told of each key that is read, so that it can be kept out of logs and errors. */
  passes(key: Secret): void;
  /** Told of keys that cannot be read. */
  report(problem: unknown): void;
}

/**
 * Creates what reads the keys of backends by their ids.
 * @returns a function that returns undefined if the key is missing or cannot be read, and for secrets that are no keys
 */
export function createBackendKeyReader({
  secrets,
  passes,
  report,
}: BackendKeyDependencies): (id: string) => Promise<Secret | undefined> {
  return async (id) => {
    if (!id.startsWith(BACKEND_KEY_PREFIX)) return undefined;
    try {
      const key = await secrets.get(id);
      if (key !== undefined) passes(key);
      return key;
    } catch (problem) {
      report(problem);
      return undefined;
    }
  };
}
