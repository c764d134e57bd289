import { isRecord, storedIds, storedOrder } from "../entries/ordered-entries.ts";
import type { StoredEntries } from "../entries/entries.ts";
import type { Target } from "./target.ts";
import { type UsableBackend, DEFAULT_BACKEND, isNotAllowed, isNotSecure, readBackend } from "./backend.ts";

/** How backends are stored. */
export const BACKEND_KIND = { prefix: "backend:", orderKey: "backend-order" } as const;

/** The entry with the id of the backend that is asked first. */
export const CHOSEN_KEY = "chosen-backend";

/** A record that cannot be read, or may not be asked. It is kept as it is stored, and never asked. */
export interface UnreadableBackend {
  id: string;
  name: string;
  /**
   * `not-allowed`: the rules of an organisation are against it. `not-secure`: its address is `http` on the internet.
   * `later-version`: whatever else this version does not understand.
   */
  reason: "not-allowed" | "not-secure" | "later-version";
}

/** The backends that a person has. */
export interface Backends {
  /** Those that can be asked, in the order in which they are: the chosen one, then the others as the person wants them. */
  readonly usable: readonly UsableBackend[];
  readonly unreadable: readonly UnreadableBackend[];
  /** Who is asked first. It can name a backend that is gone or unreadable; then nobody is, until the person chooses. */
  readonly chosenId: string;
}

export function readBackends(stored: StoredEntries): Backends {
  const usable: UsableBackend[] = [];
  const unreadable: UnreadableBackend[] = [];
  for (const id of orderedIds(stored)) {
    const raw = stored[BACKEND_KIND.prefix + id];
    const backend = readBackend(id, raw);
    if (backend !== undefined) usable.push(backend);
    else {
      const name = isRecord(raw) && typeof raw["name"] === "string" ? raw["name"] : id;
      unreadable.push({ id, name, reason: reasonOf(raw) });
    }
  }
  return { usable, unreadable, chosenId: chosenIdOf(stored) };
}

function reasonOf(raw: unknown): UnreadableBackend["reason"] {
  if (isNotAllowed(raw)) return "not-allowed";
  return isNotSecure(raw) ? "not-secure" : "later-version";
}

/**
 * Returns the ids of all backends in the order in which they are asked, with those that cannot be read: the chosen one, then
 * the others in the stored order. Where that does not name the default one, it stands before them.
 */
export function orderedIds(stored: StoredEntries): string[] {
  const { prefix, orderKey } = BACKEND_KIND;
  const { id: defaultId } = DEFAULT_BACKEND;
  const order = storedOrder(stored, orderKey);
  const whole = [chosenIdOf(stored), ...(order.includes(defaultId) ? [] : [defaultId]), ...order];
  return storedIds({ [prefix + defaultId]: null, ...stored, [orderKey]: whole }, BACKEND_KIND);
}

function chosenIdOf({ [CHOSEN_KEY]: chosen = DEFAULT_BACKEND.id }: StoredEntries): string {
  return String(chosen);
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
