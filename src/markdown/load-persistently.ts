/** Pauses before loading is tried again, in ms: by then a busy browser or a sleeping disk is back. */
const WAITS_MS: readonly number[] = [250, 1_000, 4_000];

/**
 * Loads code, and tries three more times if that fails.
 * @throws the last failure
 */
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
