import type { Database } from "../store/database.ts";
import { endKilledImport } from "./import-journal.ts";
import type { AloneImporting } from "./importer.ts";

/**
 * Creates a function to call when an import can have been killed. As soon as no import runs, it undoes or finishes that
 * import. A call while another one waits does nothing. It rejects if the database cannot be opened or written.
 */
export function createKilledImports(dependencies: {
  open(): Promise<Database>;
  alone: AloneImporting;
  /** Called if there was such an import. */
  ended(): void;
}): () => Promise<void> {
  const { open, alone, ended } = dependencies;
  let waiting: Promise<void> | undefined;

  async function end(): Promise<void> {
    const wasKilled = await alone(async () => {
      // An import that is killed from now on needs another call.
      waiting = undefined;
      return endKilledImport(await open());
    });
    if (wasKilled) ended();
  }

  return () => {
    waiting ??= end().finally(() => {
      waiting = undefined;
    });
    return waiting;
  };
}
