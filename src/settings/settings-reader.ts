import type { Entries, StoredEntries } from "../entries/entries.ts";

/** Reads settings, or those of them that a view needs. */
export interface SettingsReader<Read> {
  /** Reads the settings, in one call. What is missing or damaged is its default. */
  get(): Promise<Read>;
  /** Calls `listener` after each change, from whichever page, until `signal` aborts. */
  watch(listener: () => void, signal: AbortSignal): void;
}

/** @param read reads the settings from all entries */
export function createSettingsReader<Read>(
  entries: Pick<Entries, "read" | "watch">,
  read: (stored: StoredEntries) => Read,
): SettingsReader<Read> {
  return { get: async () => read(await entries.read()), watch: entries.watch };
}
