import * as z from "zod/mini";

/**
 * Keeps zod from trying to compile its schemas, because the extension's CSP forbids that and would say so in the
 * console.
 */
export function configureZod(): void {
  z.config({ jitless: true });
}
