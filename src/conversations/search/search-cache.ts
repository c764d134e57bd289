import type { SearchText } from "./search-text.ts";

/**
 * At most so many characters are kept, about 120,000 messages of usual length. They take 64 MB in Latin script and
 * twice that in others, and go with the background half a minute after the last use. Each search reads a longer history
 * anew, which takes seconds if the disk or the memory is slow.
 */
export const MAX_CACHED_CHARACTERS = 64_000_000;

/** Keeps the rows of the search in memory, because reading them takes ten times as long as looking through them. */
export interface SearchCache {
  /** Rejects as `load` does, and then keeps nothing. */
  get(): Promise<readonly SearchText[]>;
  /** Reads the rows ahead, unless there were too many to be kept. Rejects as `load` does. */
  prepare(): Promise<void>;
  /**
   * Call it when these rows have been written and those of these conversations removed. The next search is as fast as
   * the last.
   */
  update(written: readonly SearchText[], removed?: readonly string[]): void;
  /** Call it when what is stored has changed in a way that nobody knows. */
  invalidate(): void;
}

/** Creates an empty cache. `load` reads all rows. */
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
      // A read that is under way can have begun before these rows were written.
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
