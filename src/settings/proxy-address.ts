import { Secret } from "../secrets/secret.ts";
import { type Proxy, proxySchema, type UsableProxy } from "./proxy.ts";

/** What a person types. `address` may hold user and password too; those then count. */
export interface ProxyFields {
  address: string;
  user: string;
  /** "": that which is stored, if one is. */
  password: string;
}

/** Why what was typed is no proxy. */
export type ProxyAddressProblem = "not-an-address" | "unknown-scheme" | "has-path" | "password-without-user";

/** As browsers have them. */
const DEFAULT_PORTS: Readonly<Record<Proxy["scheme"], number>> = { http: 80, https: 443, socks5: 1080 };

/** What is written into a PAC script: nothing that could end a name there. */
const HOST = /^(?:[a-z\d._-]+|\[[\da-f:.]+\])$/;

/**
 * The proxy that is meant: `socks5://user:password@host:1080`, or its parts; `http://` where no scheme is typed, and the
 * scheme's own port where none is. Problems hold nothing of what was typed.
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

/** What stands in the fields for a proxy. A stored password never does. */
export function toProxyFields(proxy: Proxy | null): ProxyFields {
  if (proxy === null) return { address: "", user: "", password: "" };
  const { scheme, user = "" } = proxy;
  return { address: `${scheme}://${hostAndPort(proxy)}`, user, password: "" };
}

/** `host:port`, with the brackets that an IPv6 address needs there. */
export function hostAndPort({ host, port }: Pick<Proxy, "host" | "port">): string {
  return `${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** A URL leaves out the port that its own scheme has anyway, so two schemes are asked. */
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
