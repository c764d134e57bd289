import type { UsableProxy } from "../../settings/proxy.ts";
import { isOnThisMachine } from "../../settings/site-address.ts";
import type { ProxiedRequest, ProxyInfo } from "./firefox.ts";

/** Behind the proxy: without it Firefox would try the way that it would have gone by itself. */
const NO_OTHER_WAY = null;

/**
 * How a request goes: through the proxy where it is the extension's own, from its background, which asks chat sites alone;
 * undefined, as if there were no proxy, for all others, and for this machine.
 * @param ownUrl the root of the extension's own pages
 */
export function decideProxy(
  request: ProxiedRequest,
  proxy: UsableProxy,
  ownUrl: string,
): [ProxyInfo, null] | undefined {
  const { url, tabId, originUrl, documentUrl } = request;
  const own = [originUrl, documentUrl].some((from) => from?.startsWith(ownUrl));
  return own && tabId === -1 && !isOnThisMachine(url) ? [toProxyInfo(proxy), NO_OTHER_WAY] : undefined;
}

function toProxyInfo({ scheme, host, port, user, password: secret }: UsableProxy): ProxyInfo {
  const password = secret?.reveal() ?? "";
  // The shortest that Firefox takes (and with less it would go directly): a proxy that was down may be back.
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

/** https://www.rfc-editor.org/rfc/rfc7617, in UTF-8. */
function basicAuth(user: string, password: string): string {
  const bytes = new TextEncoder().encode(`${user}:${password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}
