import type { SearchText } from "./search-text.ts";

/**
 * So many characters are kept, about 60,000 messages; twice as much would be more memory than a background should take.
 * A longer history is read anew by each search.
 */
export const MAX_CACHED_CHARACTERS = 32_000_000;

/** The rows to search through, kept in memory: reading them takes ten times as long as looking through them. */
export interface SearchCache {
  /** Rejects as `load` does; then nothing is kept. */
  get(): Promise<readonly SearchText[]>;
  /** Reads them ahead, unless there were too many to be kept. Rejects as `load` does. */
  prepare(): Promise<void>;
  /** What is stored has changed. */
  invalidate(): void;
}

export function createSearchCache(load: () => Promise<readonly SearchText[]>): SearchCache {
  let cached: Promise<readonly SearchText[]> | undefined;
  let tooMany = false;

  function get(): Promise<readonly SearchText[]> {
    if (cached !== undefined) return cached;
    const loading = load();
    cached = loading;
    const forget = () => {
      if (cached === loading) cached = undefined;
    };
    loading.then((rows) => {
      tooMany = rows.reduce((sum, { folded }) => sum + folded.length, 0) > MAX_CACHED_CHARACTERS;
      if (tooMany) forget();
    }, forget);
    return loading;
  }

  return {
    get,
    async prepare() {
      if (!tooMany) await get();
    },
    invalidate() {
      cached = undefined;
    },
  };
}
