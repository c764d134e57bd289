import { browser } from "wxt/browser";
import { VIEW_PORT_NAME } from "../../port/port.ts";

/**
 * Whether a port comes from one of the extension's own pages, and not from a web page, another extension or a script in
 * a page.
 */
export function isOwnView(port: { name: string; sender?: { id?: string; url?: string } }): boolean {
  const { id, url } = port.sender ?? {};
  return (
    port.name === VIEW_PORT_NAME && id === browser.runtime.id && (url?.startsWith(browser.runtime.getURL("/")) ?? false)
  );
}
