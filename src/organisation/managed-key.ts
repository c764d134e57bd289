import type { Secret } from "../secrets/secret.ts";
import { MANAGED_PREFIX } from "./managed-prefix.ts";
import { readRules } from "./rules.ts";

type ReadKey = (id: string) => Promise<Secret | undefined>;

export interface ManagedKeysDependencies {
  /** Reads the keys that people have stored. */
  readStored: ReadKey;
  readPolicy(): Promise<Readonly<Record<string, unknown>>>;
  /** Told of each key of the organisation that is read, so that it can be kept out of logs and errors. */
  passes(key: Secret): void;
}

/** Creates what reads keys by their ids. Those of an organisation's backends are in its policy, and stored nowhere else. */
export function withManagedKeys({ readStored, readPolicy, passes }: ManagedKeysDependencies): ReadKey {
  return async (id) => {
    if (!id.startsWith(MANAGED_PREFIX)) return readStored(id);
    const key = readRules(await readPolicy())?.backends.find(({ backend }) => backend.id === id)?.key;
    if (key !== undefined) passes(key);
    return key;
  };
}
