import { hostAndPort } from "../../settings/proxy-address.ts";
import type { UsableProxy } from "../../settings/proxy.ts";

const NAMES: Readonly<Record<UsableProxy["scheme"], string>> = { http: "PROXY", https: "HTTPS", socks5: "SOCKS5" };

/**
 * Returns a script that leads these hosts through the proxy and all others directly. Chat hosts have no second route:
 * if the proxy is down, their requests fail. A script cannot hold user and password.
 */
export function pacScript(proxy: UsableProxy, hosts: readonly string[]): string {
  const way = `${NAMES[proxy.scheme]} ${hostAndPort(proxy)}`;
  return `function FindProxyForURL(url, host) {
  return ${JSON.stringify(hosts)}.indexOf(host.toLowerCase()) < 0 ? "DIRECT" : ${JSON.stringify(way)};
}`;
}
