import type { ProxySupport } from "../../settings/proxy-support.ts";
import type { BrowserProxy } from "../proxy/browser-proxy.ts";

/**
 * None in this build: Chromium gives the permission for it at install alone, with a warning that fits no reader of a chat.
 * `src/platform/chromium-proxy/` is the build that has it.
 */
export const proxySupport: ProxySupport = { available: false, socksPassword: false, coversTabs: false };

/** There is nothing to ask for. */
export async function requestProxyPermission(): Promise<boolean> {
  return false;
}

/** There is nothing to give back. */
export async function dropProxyPermission(): Promise<void> {}

/** Refuses every proxy: who wants one must not be sent past it. */
export function createBrowserProxy(): BrowserProxy {
  return {
    use: async (proxy) => (proxy === null ? undefined : "not-available"),
    follow: () => ({ failure: async () => undefined, redirectedTo: async () => undefined, end: () => undefined }),
  };
}
