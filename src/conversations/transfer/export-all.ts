import type { Database } from "../store/database.ts";
import { exportHead, exportPiece, exportTail } from "./export-file.ts";
import { createIndexedStore } from "../store/indexed-store.ts";
import { type Unsaved, withUnsaved } from "../store/pending-writes.ts";

/**
 * Exports all conversations that are not deleted into one file. Reads one at a time, so that the file can be larger
 * than a string.
 * @param unsaved what waits to be written, by the conversation's id. It is exported too
 * @param progress told how many of how many conversations have been read
 * @throws the signal's reason when it is aborted; `DOMException` if the database cannot be read
 */
export async function exportAll(
  database: Database,
  unsaved: ReadonlyMap<string, Unsaved>,
  progress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<Blob> {
  const store = createIndexedStore(async () => database);
  const ids = [...new Set([...(await database.getAllKeys("conversations")), ...unsaved.keys()])];
  const pieces: BlobPart[] = [exportHead];
  for (const [index, id] of ids.entries()) {
    signal.throwIfAborted();
    const stored = withUnsaved(await store.open(id), unsaved.get(id));
    if (stored !== undefined && stored.conversation.deletedAt === undefined) {
      pieces.push(new Blob([exportPiece(stored, pieces.length - 1)]));
    }
    progress(index + 1, ids.length);
  }
  pieces.push(exportTail);
  return new Blob(pieces, { type: "application/json" });
}
