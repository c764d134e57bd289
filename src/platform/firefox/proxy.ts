import { browser } from "wxt/browser";
import type { Proxy } from "../../settings/proxy-address.ts";
import { hostPattern } from "../../settings/site-address.ts";
import type { ProxySupport } from "../../settings/proxy-support.ts";
import { createProxyAuth } from "../answer-proxy-auth.ts";
import type { BrowserProxy } from "../browser-proxy.ts";
import { hearProxyFailures, type ProxyFailures } from "../proxy-failures.ts";
import { decideProxy } from "./decide-proxy.ts";
import { firefox, type FirefoxProxy, type ProxyListener } from "./firefox.ts";

export const proxySupport: ProxySupport = { available: true, socksPassword: true, coversTabs: false };

/**
 * `webRequest` tells why a request failed, and `webRequestBlocking` gives the proxy its password. Firefox asks for all three
 * with the words that it has for `proxy`.
 */
const PERMISSIONS = { permissions: ["proxy" as const, "webRequest" as const, "webRequestBlocking" as const] };

/** Chat sites' requests of the background alone, and never those of a tab. */
const NO_TAB = -1;

/** Asks the person. Must be called inside a click, before anything is awaited. */
export function requestProxyPermission(): Promise<boolean> {
  return browser.permissions.request(PERMISSIONS);
}

/** Gives the permission back. */
export async function dropProxyPermission(): Promise<void> {
  await browser.permissions.remove(PERMISSIONS);
}

/** Leads the background's own requests to the chat sites through the proxy, and nothing else. */
export function createBrowserProxy(): BrowserProxy {
  let failures: ProxyFailures | undefined;
  /** What every listener goes by, an old one too that is still there for a moment. */
  let current: { proxy: Proxy; siteUrls: readonly string[] } | undefined;
  let registered: { hosts: string; listener: ProxyListener } | undefined;

  browser.permissions.onRemoved.addListener(({ permissions = [] }) => {
    // Firefox has taken the listeners away with the permission.
    if (!PERMISSIONS.permissions.some((name) => permissions.includes(name))) return;
    registered = undefined;
    failures = undefined;
  });

  function listen(): ProxyFailures {
    const heard = hearProxyFailures();
    const answerAuth = createProxyAuth(heard.passwordRefused);
    firefox.webRequest.onAuthRequired.addListener(
      (request) => answerAuth(request, current?.proxy ?? null),
      { urls: ["<all_urls>"], tabId: NO_TAB },
      ["blocking"],
    );
    return heard;
  }

  function unregister(): void {
    if (registered !== undefined) firefox.proxy?.onRequest.removeListener(registered.listener);
    registered = undefined;
  }

  /** The new one first: between the two no request may find none. */
  function register({ onRequest }: FirefoxProxy, siteUrls: readonly string[]): void {
    const urls = siteUrls.map(hostPattern);
    const hosts = urls.join(" ");
    if (registered?.hosts === hosts) return;
    const listener: ProxyListener = (request) =>
      current && decideProxy(request, current.proxy, current.siteUrls, browser.runtime.getURL("/"));
    onRequest.addListener(listener, { urls, tabId: NO_TAB });
    unregister();
    registered = { hosts, listener };
  }

  return {
    follow: (url) => failures?.follow(url) ?? { failure: async () => undefined, end: () => undefined },
    async use(proxy, siteUrls) {
      current = proxy === null ? undefined : { proxy, siteUrls };
      if (proxy === null) {
        unregister();
        return undefined;
      }
      if (firefox.proxy === undefined || !(await browser.permissions.contains(PERMISSIONS))) return "no-permission";
      failures ??= listen();
      register(firefox.proxy, siteUrls);
      // Once more, because its answer comes when the browser has the listener, which says nothing itself.
      return (await browser.permissions.contains(PERMISSIONS)) ? undefined : "no-permission";
    },
  };
}
