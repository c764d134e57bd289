import type { UsableProxy } from "../../settings/proxy.ts";
import type { ProxySupport } from "../../settings/proxy-support.ts";
import { createProxyAuth } from "../proxy/answer-proxy-auth.ts";
import type { BrowserProxy } from "../proxy/browser-proxy.ts";
import { followRequests } from "../proxy/follow-requests.ts";
import { chromium } from "./chromium.ts";
import { pacScript } from "./pac-script.ts";

export const proxySupport: ProxySupport = { available: true, socksPassword: false, coversTabs: true };

/** Resolves with true, because the permission came with the installation. */
export async function requestProxyPermission(): Promise<boolean> {
  return true;
}

/** Does nothing, because Chromium takes the permission back with the extension alone. */
export async function dropProxyPermission(): Promise<void> {}

/**
 * Leads the chat sites through the proxy with a PAC script. The script cannot tell who asks, so the person's own visits
 * to these sites go through the proxy too. The browser keeps the script over restarts, so no moment passes without it.
 */
export function createBrowserProxy(): BrowserProxy {
  const { settings } = chromium.proxy;
  const requests = followRequests();
  const current = createCurrentProxy();
  serveAuth(current.get, requests.passwordRefused);

  return {
    follow: requests.follow,
    async use(proxy, siteUrls) {
      current.set(proxy);
      const { levelOfControl, value } = await settings.get({});
      if (proxy === null) {
        if (levelOfControl === "controlled_by_this_extension") await settings.clear({ scope: "regular" });
        return undefined;
      }
      if (proxy.scheme === "socks5" && proxy.user !== undefined) return "socks-password";
      const data = pacScript(
        proxy,
        siteUrls.map((url) => new URL(url).hostname),
      );
      if (levelOfControl === "controlled_by_this_extension" && value.pacScript?.data === data) return undefined;
      await settings.set({ scope: "regular", value: { mode: "pac_script", pacScript: { data, mandatory: true } } });
      const { levelOfControl: control } = await settings.get({});
      return control === "controlled_by_this_extension" ? undefined : "other-control";
    },
  };
}

/** Holds the proxy that is used. A caller that asks before it has been read waits. */
function createCurrentProxy(): { set(proxy: UsableProxy | null): void; get(): Promise<UsableProxy | null> } {
  let known = (_: UsableProxy | null): void => undefined;
  let proxy = new Promise<UsableProxy | null>((resolve) => (known = resolve));
  return {
    set(next) {
      known(next);
      proxy = Promise.resolve(next);
    },
    get: () => proxy,
  };
}

function serveAuth(proxyOf: () => Promise<UsableProxy | null>, refused: (url: string) => void): void {
  const answerAuth = createProxyAuth(refused);
  chromium.webRequest.onAuthRequired.addListener(
    (request, answer) => void proxyOf().then((proxy) => answer(answerAuth(request, proxy))),
    { urls: ["<all_urls>"] },
    ["asyncBlocking"],
  );
}
