import type { SearchText } from "./search-text.ts";

/**
 * So many characters are kept, about 120,000 messages of usual length: 64 MB in Latin script, twice that in others, and gone
 * with the background half a minute after the last use. A longer history is read anew by each search, which takes seconds
 * where the disk or the memory is slow.
 */
export const MAX_CACHED_CHARACTERS = 64_000_000;

/** The rows to search through, kept in memory: reading them takes ten times as long as looking through them. */
export interface SearchCache {
  /** Rejects as `load` does; then nothing is kept. */
  get(): Promise<readonly SearchText[]>;
  /** Reads them ahead, unless there were too many to be kept. Rejects as `load` does. */
  prepare(): Promise<void>;
  /** These rows have been written, and those of these conversations removed: the next search is as fast as the last. */
  update(written: readonly SearchText[], removed?: readonly string[]): void;
  /** What is stored has changed, nobody knows how. */
  invalidate(): void;
}

export function createSearchCache(load: () => Promise<readonly SearchText[]>): SearchCache {
  let cached: Promise<Map<string, SearchText>> | undefined;
  let tooMany = false;

  function read(): Promise<Map<string, SearchText>> {
    if (cached !== undefined) return cached;
    const loading = load().then((rows) => new Map(rows.map((row) => [row.conversationId, row])));
    cached = loading;
    const forget = () => {
      if (cached === loading) cached = undefined;
    };
    loading.then((rows) => {
      tooMany = [...rows.values()].reduce((sum, { folded }) => sum + folded.length, 0) > MAX_CACHED_CHARACTERS;
      if (tooMany) forget();
    }, forget);
    return loading;
  }

  return {
    get: async () => [...(await read()).values()],
    async prepare() {
      if (!tooMany) await read();
    },
    update(written, removed = []) {
      // What is being read now can have been read before this was written.
      cached?.then(
        (rows) => {
          for (const row of written) rows.set(row.conversationId, row);
          for (const id of removed) rows.delete(id);
        },
        () => undefined,
      );
    },
    invalidate() {
      cached = undefined;
    },
  };
}
