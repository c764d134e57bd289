import type { ChatError } from "../providers/chat-error.ts";
import type { SessionMemory } from "../providers/provider.ts";
import { afterFailure, type Health, healthSchema } from "./health.ts";

const PREFIX = "health:";

/** Knows which backends keep failing. What is kept ends with the browser, and outlives the background. */
export interface HealthStore {
  /**
   * Returns what is kept of these backends, by their ids. Those that work, or of which nothing can be read, are absent.
   * @param guest who asks; see `guestOf`. Default: everybody outside of private windows
   */
  get(ids: readonly string[], guest?: string): Promise<ReadonlyMap<string, Health>>;
  /** Counts a failure. Never rejects. */
  failed(id: string, error: ChatError, guest?: string): Promise<void>;
  /** Forgets the failures of a backend, which has worked or is to be tried again. Never rejects. */
  forget(id: string, guest?: string): Promise<void>;
}

export interface HealthStoreDependencies {
  memory: SessionMemory;
  /** Milliseconds since 1970. */
  now(): number;
  /** Told of each failure of the memory. Backends then count as working. */
  report(problem: unknown): void;
}

/** Whether a key of session memory holds what is kept of a backend. */
export function isHealthKey(key: string): boolean {
  return key.startsWith(PREFIX);
}

/** Creates the store. What is read shows all changes that were begun before. */
export function createHealthStore({ memory, now, report }: HealthStoreDependencies): HealthStore {
  const keyOf = (id: string, guest: string) => PREFIX + id + guest;
  let changes: Promise<void> = Promise.resolve();

  async function read(key: string): Promise<Health | undefined> {
    return healthSchema.safeParse(await memory.get(key)).data;
  }

  /** Changes run one after the other: two answers can fail at one moment, and both count. */
  function change(make: () => Promise<void>): Promise<void> {
    changes = changes.then(make).catch(report);
    return changes;
  }

  return {
    async get(ids, guest = "") {
      await changes;
      const kept = await Promise.all(ids.map(async (id) => [id, await read(keyOf(id, guest)).catch(report)] as const));
      return new Map(kept.flatMap(([id, health]) => (health ? [[id, health] as const] : [])));
    },

    failed: (id, error, guest = "") =>
      change(async () => {
        const key = keyOf(id, guest);
        const before = await read(key);
        const after = afterFailure(before, error, now());
        if (after !== before && after !== undefined) await memory.set(key, after);
      }),

    forget: (id, guest = "") =>
      change(async () => {
        const key = keyOf(id, guest);
        if ((await memory.get(key)) !== undefined) await memory.delete(key);
      }),
  };
}
