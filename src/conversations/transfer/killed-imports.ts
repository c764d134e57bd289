import type { Database } from "../store/database.ts";
import { endKilledImport } from "./import-journal.ts";
import type { AloneImporting } from "./importer.ts";

/**
 * Ends what a killed import has left, as soon as no import runs. `ended` is told where there was something. Called where an
 * import can have been killed; again while it waits does nothing.
 */
export function createKilledImports(dependencies: {
  open(): Promise<Database>;
  alone: AloneImporting;
  ended(): void;
}): () => Promise<void> {
  const { open, alone, ended } = dependencies;
  let waiting: Promise<void> | undefined;

  async function end(): Promise<void> {
    const wasKilled = await alone(async () => {
      // What is killed from now on needs another look.
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
