/** Waits before loading is tried again, in ms: a browser that has much to do, or a disk that sleeps, is back by then. */
const WAITS_MS: readonly number[] = [250, 1_000, 4_000];

/** Loads code, and tries again a few times where that fails. Rejects with the last failure. */
export async function loadPersistently<Loaded>(load: () => Promise<Loaded>): Promise<Loaded> {
  for (const wait of WAITS_MS) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
  return load();
}
