import { browser } from "wxt/browser";
import type { UsableProxy } from "../../settings/proxy.ts";
import type { ProxySupport } from "../../settings/proxy-support.ts";
import { createProxyAuth } from "../proxy/answer-proxy-auth.ts";
import type { BrowserProxy } from "../proxy/browser-proxy.ts";
import { followRequests, type RequestFollower } from "../proxy/follow-requests.ts";
import { decideProxy } from "./decide-proxy.ts";
import { firefox, type FirefoxProxy, type ProxyListener } from "./firefox.ts";

export const proxySupport: ProxySupport = { available: true, socksPassword: true, coversTabs: false };

/**
 * The proxy needs all three: `webRequest` tells why a request failed, and `webRequestBlocking` gives the proxy its
 * password. Firefox asks for them with the words that it has for `proxy`.
 */
const PERMISSIONS = { permissions: ["proxy" as const, "webRequest" as const, "webRequestBlocking" as const] };

/** Matches requests of the background, never those of a tab. The browser tells only of hosts that we have access to. */
const OWN_REQUESTS = { urls: ["<all_urls>"], tabId: -1 };

/** Asks the person for the permissions. Must be called inside a click, before anything is awaited. */
export function requestProxyPermission(): Promise<boolean> {
  return browser.permissions.request(PERMISSIONS);
}

/** Gives the permissions back. */
export async function dropProxyPermission(): Promise<void> {
  await browser.permissions.remove(PERMISSIONS);
}

/** Leads the background's own requests through the proxy, and nothing else. It makes none but those to chat sites. */
export function createBrowserProxy(): BrowserProxy {
  let requests: RequestFollower | undefined;
  let current: UsableProxy | undefined;
  let registered = false;

  const listener: ProxyListener = (request) => current && decideProxy(request, current, browser.runtime.getURL("/"));

  browser.permissions.onRemoved.addListener(({ permissions = [] }) => {
    // Firefox removes the listeners together with the permission.
    if (!PERMISSIONS.permissions.some((name) => permissions.includes(name))) return;
    registered = false;
    requests = undefined;
  });

  function listen(): RequestFollower {
    const heard = followRequests();
    const answerAuth = createProxyAuth(heard.passwordRefused);
    firefox.webRequest.onAuthRequired.addListener((request) => answerAuth(request, current ?? null), OWN_REQUESTS, [
      "blocking",
    ]);
    return heard;
  }

  function unregister(): void {
    firefox.proxy?.onRequest.removeListener(listener);
    registered = false;
  }

  function register({ onRequest }: FirefoxProxy): void {
    if (!registered) onRequest.addListener(listener, OWN_REQUESTS);
    registered = true;
  }

  return {
    follow: (url) =>
      requests?.follow(url) ?? {
        failure: async () => undefined,
        redirectedTo: async () => undefined,
        end: () => undefined,
      },
    async use(proxy) {
      current = proxy ?? undefined;
      if (proxy === null) {
        unregister();
        return undefined;
      }
      if (firefox.proxy === undefined || !(await browser.permissions.contains(PERMISSIONS))) return "no-permission";
      requests ??= listen();
      register(firefox.proxy);
      // Asks once more, because the answer comes only after the browser has the listener, and adding the listener says
      // nothing itself.
      return (await browser.permissions.contains(PERMISSIONS)) ? undefined : "no-permission";
    },
  };
}
