/** What a build of the extension can do about a proxy in its browser. */
export interface ProxySupport {
  available: boolean;
  /** Whether a SOCKS proxy can be given user and password. */
  socksPassword: boolean;
  /** Whether the sites' own tabs go through the proxy too, and not the extension's requests alone. */
  coversTabs: boolean;
}
