/** How far away a host is: on this computer, in a network that the person is in, or anywhere. */
export type HostReach = "computer" | "network" | "public";

const LOOPBACK = /^(?:localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** RFC 1918, link-local addresses of both versions, and unique local ones (fc00::/7). */
const PRIVATE_ADDRESS =
  /^(?:10\.|172\.(?:1[6-9]|2\d|3[01])\.|192\.168\.|169\.254\.)[\d.]+$|^\[f(?:[cd][\da-f]{2}|e[89ab][\da-f]):/;

/** Names that only a local network gives: mDNS, routers, RFC 8375, and names of a single label. */
const PRIVATE_NAME = /\.(?:local|lan|home\.arpa)$|^[^.:[\]]+$/;

/**
 * Returns how far away the host of an address is, by its name alone.
 * @throws TypeError if `url` is no URL
 */
export function reachOf(url: string): HostReach {
  const host = new URL(url).hostname.replace(/\.$/, "");
  if (LOOPBACK.test(host)) return "computer";
  return PRIVATE_ADDRESS.test(host) || PRIVATE_NAME.test(host) ? "network" : "public";
}
