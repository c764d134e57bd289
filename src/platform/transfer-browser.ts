import { openDatabase } from "../conversations/store/database.ts";
import { exportAll } from "../conversations/transfer/export-all.ts";
import { readUnsaved } from "../conversations/store/fallback-store.ts";
import type { FromImporter, ToImporter } from "../conversations/transfer/transfer-messages.ts";
import { DATABASE_NAME } from "./database-names.ts";
import { sessionMemory } from "./session-memory.ts";
import { connectToBackground, sendOnce } from "./view-browser.ts";

/**
 * Returns what export and import need of the browser in a page of the extension. `startWorker` starts the importing
 * worker.
 */
export function transferDependencies(startWorker: () => Worker) {
  return {
    async usedBytes() {
      return (await navigator.storage.estimate()).usage;
    },
    async exportAll(progress: (done: number, total: number) => void, signal: AbortSignal) {
      const [database, unsaved] = await Promise.all([openDatabase(DATABASE_NAME), readUnsaved(sessionMemory)]);
      return exportAll(database, unsaved, progress, signal).finally(() => database.close());
    },
    startImporter(receive: (message: FromImporter) => void) {
      const worker = startWorker();
      const letGo = tellOfEnd();
      worker.addEventListener("message", ({ data }: MessageEvent<FromImporter>) => receive(data));
      worker.addEventListener("error", () => receive({ type: "problem", problem: "not-stored" }));
      return {
        post: (message: ToImporter) => worker.postMessage(message),
        end() {
          letGo();
          worker.terminate();
        },
      };
    },
    imported: () => sendOnce({ type: "imported" }),
  };
}

/**
 * Keeps a port open while an import runs. When the port ends, the background looks for what a killed import has left.
 */
function tellOfEnd(): () => void {
  let over = false;
  let port = connect();
  function connect(): ReturnType<typeof connectToBackground> {
    const opened = connectToBackground();
    opened.onDisconnect.addListener(() => {
      if (!over) port = connect();
    });
    return opened;
  }
  return () => {
    over = true;
    port.disconnect();
  };
}
