/** So many rows are written in the first transaction. How long it took says how many the next one writes. */
const FIRST_BATCH = 200;
const SMALLEST_BATCH = 20;
const LARGEST_BATCH = 4_000;

/** A transaction that writes should take no longer, in ms, because whatever else is stored waits for it. */
const LONGEST_MS = 60;

/**
 * Gives the items to `write` in batches. Each batch is for a transaction of its own that keeps nobody waiting for long.
 * @throws what `write` rejects with; the remaining batches are then not written
 */
export async function inBatches<Item>(
  items: readonly Item[],
  write: (batch: readonly Item[]) => Promise<void>,
): Promise<void> {
  let size = FIRST_BATCH;
  for (let start = 0; start < items.length;) {
    const batch = items.slice(start, start + size);
    const began = performance.now();
    await write(batch);
    const ms = performance.now() - began;
    start += batch.length;
    if (ms > LONGEST_MS) size = Math.max(SMALLEST_BATCH, Math.floor((size * LONGEST_MS) / ms));
    else if (batch.length === size) size = Math.min(LARGEST_BATCH, size * 2);
  }
}
