/** How the proxy failed a request that went to it. */
export type ProxyFailure =
  | "proxy-not-answering"
  | "password-refused"
  /** The proxy answers that it cannot reach the site. */
  | "no-way-to-site";

/** Why nothing can be sent through the proxy. Then nothing is sent at all. */
export type ProxyObstacle =
  /** This build of the extension has no proxy. */
  | "not-available"
  | "no-address"
  | "no-permission"
  /** Another extension, or a policy, controls the browser's proxies. */
  | "other-control"
  /** The browser cannot give a password to a SOCKS proxy. */
  | "socks-password"
  /** The proxy has a password, and it cannot be read from storage. */
  | "password-lost";

/** The result of a test of the proxy. */
export type ProxyVerdict =
  | "works"
  /** The proxy let the request through, and the connection failed behind it. */
  | "site-not-answering"
  /** The test gave no result, e.g. because it took too long. */
  | "silence"
  /** The browser does not let us reach the site. */
  | "no-access"
  | ProxyFailure
  | ProxyObstacle;
