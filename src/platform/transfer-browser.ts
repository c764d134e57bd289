import { openDatabase } from "../conversations/database.ts";
import { exportAll } from "../conversations/export-all.ts";
import type { FromImporter } from "../conversations/transfer-messages.ts";
import type { TransferSurroundings } from "../ui/transfer.ts";
import { DATABASE_NAME } from "./database-name.ts";
import { sendOnce } from "./view-browser.ts";

/** Export and import as a page of the extension does them; `startWorker` starts the importing worker. */
export function transferSurroundings(startWorker: () => Worker): TransferSurroundings {
  return {
    async usedBytes() {
      return (await navigator.storage.estimate()).usage;
    },
    exportAll: async (progress, signal) => exportAll(await openDatabase(DATABASE_NAME), progress, signal),
    startImporter(receive) {
      const worker = startWorker();
      worker.addEventListener("message", ({ data }: MessageEvent<FromImporter>) => receive(data));
      worker.addEventListener("error", () => receive({ type: "problem", problem: "not-stored" }));
      return { post: (message) => worker.postMessage(message), end: () => worker.terminate() };
    },
    imported: () => sendOnce({ type: "imported" }),
  };
}
