import type { UsableProxy } from "../../settings/proxy.ts";
import { isNearby } from "../../settings/site-address.ts";
import type { ProxiedRequest, ProxyInfo } from "./firefox.ts";

/** Stands behind the proxy in the list. Without it, Firefox would try the route that it takes without a proxy. */
const NO_OTHER_WAY = null;

/**
 * Decides how a request goes. Requests of the extension's own background go through the proxy, because it asks backends
 * alone.
 * @param ownUrl the root of the extension's own pages
 * @returns undefined for all other requests and for what is nearby: they go as if there were no proxy
 */
export function decideProxy(
  request: ProxiedRequest,
  proxy: UsableProxy,
  ownUrl: string,
): [ProxyInfo, null] | undefined {
  const { url, tabId, originUrl, documentUrl } = request;
  const own = [originUrl, documentUrl].some((from) => from?.startsWith(ownUrl));
  return own && tabId === -1 && !isNearby(url) ? [toProxyInfo(proxy), NO_OTHER_WAY] : undefined;
}

function toProxyInfo({ scheme, host, port, user, password: secret }: UsableProxy): ProxyInfo {
  const password = secret?.reveal() ?? "";
  // The shortest timeout that Firefox takes, because a proxy that was down may be back. With less, it would go
  // directly.
  const address = { host, port, failoverTimeout: 1 };
  switch (scheme) {
    case "http":
    case "https":
      return {
        type: scheme,
        ...address,
        ...(user !== undefined && { proxyAuthorizationHeader: basicAuth(user, password) }),
      };
    case "socks5":
      // Names are looked up behind the proxy, so that nobody before it sees them.
      return { type: "socks", ...address, proxyDNS: true, ...(user !== undefined && { username: user, password }) };
    default:
      return scheme satisfies never;
  }
}

/** Encodes user and password in UTF-8. https://www.rfc-editor.org/rfc/rfc7617 */
function basicAuth(user: string, password: string): string {
  const bytes = new TextEncoder().encode(`${user}:${password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}
