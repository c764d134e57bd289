/** Why a request that went to the proxy came to nothing, and the proxy is what failed. */
export type ProxyFailure =
  | "proxy-not-answering"
  | "password-refused"
  /** The proxy answers, and says that it does not get through to the site. */
  | "no-way-to-site";

/** Why nothing can be sent through the proxy, so that nothing is sent at all. */
export type ProxyObstacle =
  /** This build of the extension has no proxy. */
  | "not-available"
  | "no-address"
  | "no-permission"
  /** Another extension, or who manages this browser, decides about proxies. */
  | "other-control"
  /** The browser cannot give a password to a SOCKS proxy. */
  | "socks-password"
  /** The proxy has a password, and it cannot be read from storage. */
  | "password-lost";

/** What a test of the proxy has shown. `site-not-answering`: the proxy let us through, and behind it the connection failed. */
export type ProxyVerdict =
  | "works"
  | "site-not-answering"
  | "silence"
  /** The browser does not let us reach the site. */
  | "no-access"
  | ProxyFailure
  | ProxyObstacle;
