import { Secret } from "../secrets/secret.ts";
import { type Proxy, proxySchema, type UsableProxy } from "./proxy.ts";

/** What a person types. If `address` holds user and password too, those count. */
export interface ProxyFields {
  address: string;
  user: string;
  /** "": the stored one, if there is one. */
  password: string;
}

/** Why the typed text is not a proxy. */
export type ProxyAddressProblem = "not-an-address" | "unknown-scheme" | "has-path" | "password-without-user";

/** The ports that browsers use where an address names none. */
const DEFAULT_PORTS: Readonly<Record<Proxy["scheme"], number>> = { http: 80, https: 443, socks5: 1080 };

/** Hosts that can be written into a PAC script: they hold nothing that could end a string there. */
const HOST = /^(?:[a-z\d._-]+|\[[\da-f:.]+\])$/;

/**
 * Reads the proxy that a person typed: `socks5://user:password@host:1080`, or its parts. The default scheme is `http`,
 * the default port that of the scheme.
 * @returns the proxy, or why the text is not one. A problem holds nothing of what was typed
 */
export function readProxyAddress({ address, user, password }: ProxyFields): UsableProxy | ProxyAddressProblem {
  const [, typedScheme = "http", rest = ""] = /^(?:([a-z][a-z\d+.-]*):\/\/)?(.*)$/is.exec(address.trim()) ?? [];
  const scheme = proxySchema.shape.scheme.safeParse(typedScheme.toLowerCase());
  if (!scheme.success) return "unknown-scheme";
  // Parsed as http, because an address of an unknown scheme keeps its host as it is typed.
  if (!URL.canParse(`http://${rest}`)) return "not-an-address";
  const url = new URL(`http://${rest}`);
  if (!HOST.test(url.hostname)) return "not-an-address";
  if (url.pathname !== "/" || url.search !== "" || url.hash !== "") return "has-path";
  const credentials = url.username === "" && url.password === "" ? { user, password } : decodeCredentials(url);
  if (credentials === undefined) return "not-an-address";
  if (credentials.user === "" && credentials.password !== "") return "password-without-user";
  const port = readPort(rest) ?? DEFAULT_PORTS[scheme.data];
  if (port === 0) return "not-an-address";
  return {
    scheme: scheme.data,
    host: url.hostname.replaceAll(/^\[|\]$/g, ""),
    port,
    ...(credentials.user !== "" && { user: credentials.user }),
    ...(credentials.password !== "" && { password: new Secret(credentials.password) }),
  };
}

/** Returns what the fields show of a proxy (null: none). They never show a stored password. */
export function toProxyFields(proxy: Proxy | null): ProxyFields {
  if (proxy === null) return { address: "", user: "", password: "" };
  const { scheme, user = "" } = proxy;
  return { address: `${scheme}://${hostAndPort(proxy)}`, user, password: "" };
}

/** Returns `host:port`, with brackets around an IPv6 address. */
export function hostAndPort({ host, port }: Pick<Proxy, "host" | "port">): string {
  return `${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** Reads the typed port; undefined: none. Two schemes are tried, because a URL drops the default port of its scheme. */
function readPort(rest: string): number | undefined {
  const port = ["http", "https"].map((scheme) => new URL(`${scheme}://${rest}`).port).find((found) => found !== "");
  return port === undefined ? undefined : Number(port);
}

function decodeCredentials({ username, password }: URL): { user: string; password: string } | undefined {
  try {
    return { user: decodeURIComponent(username), password: decodeURIComponent(password) };
  } catch {
    return undefined;
  }
}
