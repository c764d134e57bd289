import { openDatabase } from "../../src/conversations/store/database.ts";
import { createImporter } from "../../src/conversations/transfer/importer.ts";
import type { ToImporter } from "../../src/conversations/transfer/transfer-messages.ts";
import { aloneImporting } from "../../src/platform/import-lock.ts";
import { DATABASE_NAME } from "../../src/platform/database-names.ts";
import { configureZod } from "../../src/platform/configure-zod.ts";

/**
 * Imports off the page's thread, because a large file takes seconds to read and ending the worker undoes everything.
 */
configureZod();
const importer = createImporter(openDatabase(DATABASE_NAME), (message) => postMessage(message), aloneImporting);

addEventListener("message", ({ data }: MessageEvent<ToImporter>) => {
  importer(data).catch((error: unknown) => {
    console.error(error);
    postMessage({ type: "problem", problem: "not-stored" });
  });
});
