import { browser } from "wxt/browser";

/**
 * Returns what asks the person for all that signing in at a site needs: the site, and where the browser gives it on demand
 * the window to sign in with. undefined: this browser has no such window.
 */
export function signInAccess(): ((hostPattern: string) => Promise<boolean>) | undefined {
  const isThere = browser.identity !== undefined;
  const { optional_permissions: optional = [] } = browser.runtime.getManifest();
  if (!isThere && !optional.includes("identity")) return undefined;
  return (hostPattern) =>
    browser.permissions.request({ origins: [hostPattern], ...(!isThere && { permissions: ["identity"] }) });
}
