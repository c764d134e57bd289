import type { EntriesArea, Exclusively } from "../../entries/entries.ts";
import {
  readSentRecord,
  type SentQuestion,
  type SentRecord,
  type SentSummary,
  summarise,
  withQuestion,
} from "./sent-record.ts";

/** With what the key of each record in `storage.local` begins. The id of the backend follows. */
export const SENT_PREFIX = "sent:";

/** As much of `storage.local` as is used. */
export interface SentArea extends Pick<EntriesArea, "set" | "remove" | "onChanged"> {
  get(keys: null | string): Promise<Record<string, unknown>>;
}

/** What went where in the last days. Each method rejects if the browser cannot read or write. */
export interface SentLog {
  /** Counts a question that goes out. */
  add(question: SentQuestion): Promise<void>;
  /** Returns what went to each backend, the one that was asked last first. What is too old is deleted. */
  list(): Promise<SentSummary[]>;
  /**
   * Forgets what went to a backend.
   * @returns what `restore` takes; undefined if nothing was kept
   */
  forget(backendId: string): Promise<SentRecord | undefined>;
  /** Brings back what was forgotten, unless something has gone there since. */
  restore(backendId: string, record: SentRecord): Promise<void>;
  /** Calls `listener` after each change, from whichever page, until `signal` aborts. */
  watch(listener: () => void, signal: AbortSignal): void;
}

/**
 * @param exclusively runs one change after the other, in all pages
 * @param now in ms since 1970
 */
export function createSentLog(area: SentArea, exclusively: Exclusively, now: () => number): SentLog {
  const read = async (backendId: string) => {
    const key = SENT_PREFIX + backendId;
    return readSentRecord((await area.get(key))[key]);
  };

  /** Deletes what is too old, and returns the rest. */
  async function purge(): Promise<SentSummary[]> {
    const stored = Object.entries(await area.get(null)).filter(([key]) => key.startsWith(SENT_PREFIX));
    const summaries = stored.map(([key, raw]) => {
      const record = readSentRecord(raw);
      return record && summarise(key.slice(SENT_PREFIX.length), record, now());
    });
    const old = stored.flatMap(([key], index) => (summaries[index] === undefined ? [key] : []));
    if (old.length > 0) await area.remove(old);
    return summaries.filter((each) => each !== undefined).toSorted((one, other) => other.lastAt - one.lastAt);
  }

  return {
    add: ({ backendId, ...question }) =>
      exclusively(async () => {
        const before = await read(backendId);
        const after = withQuestion(before, question, now());
        await area.set({ [SENT_PREFIX + backendId]: after });
        // Once a day, with what nobody has looked at: what is too old is kept nowhere.
        if (Object.keys(before?.days ?? {}).at(-1) !== Object.keys(after.days).at(-1)) await purge();
      }),

    list: () => exclusively(purge),

    forget: (backendId) =>
      exclusively(async () => {
        const record = await read(backendId);
        await area.remove([SENT_PREFIX + backendId]);
        return record;
      }),

    restore: (backendId, record) =>
      exclusively(async () => {
        if ((await read(backendId)) === undefined) await area.set({ [SENT_PREFIX + backendId]: record });
      }),

    watch(listener, signal) {
      const listen = (changes: object) => {
        if (Object.keys(changes).some((key) => key.startsWith(SENT_PREFIX))) listener();
      };
      area.onChanged.addListener(listen);
      signal.addEventListener("abort", () => area.onChanged.removeListener(listen), { once: true });
    },
  };
}
