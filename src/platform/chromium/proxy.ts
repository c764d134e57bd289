import type { ProxySupport } from "../../settings/proxy-support.ts";
import type { BrowserProxy } from "../proxy/browser-proxy.ts";

/**
 * This build has no proxy, because Chromium gives the permission only at install, with a warning that alarms a person
 * who wants to chat. `src/platform/chromium-proxy/` is the build that has one.
 */
export const proxySupport: ProxySupport = { available: false, socksPassword: false, coversTabs: false };

/** Resolves with false, because there is nothing to ask for. */
export async function requestProxyPermission(): Promise<boolean> {
  return false;
}

/** Does nothing, because there is nothing to give back. */
export async function dropProxyPermission(): Promise<void> {}

/** Refuses every proxy: never bypass a proxy that the person asked for. */
export function createBrowserProxy(): BrowserProxy {
  return {
    use: async (proxy) => (proxy === null ? undefined : "not-available"),
    follow: () => ({ failure: async () => undefined, redirectedTo: async () => undefined, end: () => undefined }),
  };
}
