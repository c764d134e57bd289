import type { AloneImporting } from "../conversations/transfer/importer.ts";

/**
 * Runs one import at a time, in all pages and the background. The browser releases the lock when the importing worker
 * ends.
 */
export const aloneImporting: AloneImporting = (task) => navigator.locks.request("import", task);
