import type { AloneImporting } from "../conversations/transfer/importer.ts";

/** One import at a time, in all pages and the background. The browser lets go where the worker that imports is ended. */
export const aloneImporting: AloneImporting = (task) => navigator.locks.request("import", task);
