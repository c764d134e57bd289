import { isRecord, storedIds } from "../entries/ordered-entries.ts";
import type { StoredEntries } from "../entries/entries.ts";
import type { Target } from "./target.ts";
import { type UsableBackend, DEFAULT_BACKEND, readBackend } from "./backend.ts";

/** How backends are stored. */
export const BACKEND_KIND = { prefix: "backend:", orderKey: "backend-order" } as const;

/** The entry with the id of the backend that is asked. */
export const CHOSEN_KEY = "chosen-backend";

/** A record that needs a later version of Sidenote. It is kept as it is stored, and never asked. */
export interface UnreadableBackend {
  id: string;
  name: string;
}

/** The backends that a person has. */
export interface Backends {
  /** Those that can be asked: the default one, then the others in the person's order. */
  readonly usable: readonly UsableBackend[];
  readonly unreadable: readonly UnreadableBackend[];
  /** Whom the person has chosen. It can name a backend that is gone or unreadable. */
  readonly chosenId: string;
}

export function readBackends(stored: StoredEntries): Backends {
  const usable: UsableBackend[] = [];
  const unreadable: UnreadableBackend[] = [];
  const others = storedIds(stored, BACKEND_KIND).filter((id) => id !== DEFAULT_BACKEND.id);
  for (const id of [DEFAULT_BACKEND.id, ...others]) {
    const raw = stored[BACKEND_KIND.prefix + id];
    const backend = readBackend(id, raw);
    if (backend !== undefined) usable.push(backend);
    else unreadable.push({ id, name: isRecord(raw) && typeof raw["name"] === "string" ? raw["name"] : id });
  }
  const { [CHOSEN_KEY]: chosen = DEFAULT_BACKEND.id } = stored;
  return { usable, unreadable, chosenId: String(chosen) };
}

/** Returns the backend that is asked. undefined: it is gone or unreadable, and no other one may be asked in its place. */
export function chosenBackend(backends: Backends): UsableBackend | undefined {
  return findBackend(backends, backends.chosenId);
}

/** Returns whom a question goes to if the person has chosen nobody for its conversation. */
export function chosenTarget(backends: Backends): Target {
  const model = chosenBackend(backends)?.model;
  return { backendId: backends.chosenId, ...(model !== undefined && { model }) };
}

/** Returns the backend with this id. undefined: it is gone or unreadable. */
export function findBackend({ usable }: Backends, id: string): UsableBackend | undefined {
  return usable.find((backend) => backend.id === id);
}

/**
 * Whether the person has to agree before a question can go to a backend. One that is gone or unreadable is not asked.
 * @param id default: the chosen backend
 */
export function needsAgreement(backends: Backends, id: string = backends.chosenId): boolean {
  return findBackend(backends, id)?.agreedAt === null;
}
