/** What a build of the extension can do with a proxy in its browser. */
export interface ProxySupport {
  /** Whether a proxy can be used at all. */
  available: boolean;
  /** Whether a SOCKS proxy can have user and password. */
  socksPassword: boolean;
  /** Whether the sites' tabs go through the proxy too, and not only the extension's requests. */
  coversTabs: boolean;
}
