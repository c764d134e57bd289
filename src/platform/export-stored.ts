import { openDatabase } from "../conversations/store/database.ts";
import { readUnsaved } from "../conversations/store/fallback-store.ts";
import { exportAll } from "../conversations/transfer/export-all.ts";
import { DATABASE_NAME } from "./database-names.ts";
import { sessionMemory } from "./session-memory.ts";

/** Exports all conversations, also those that could not be saved. Rejects if they cannot be read, or with the signal's reason. */
export async function exportStored(
  progress: (done: number, total: number) => void,
  signal: AbortSignal,
): ReturnType<typeof exportAll> {
  const database = await openDatabase(DATABASE_NAME);
  try {
    return await exportAll(database, await readUnsaved(sessionMemory), progress, signal);
  } finally {
    database.close();
  }
}
