import { reachOf } from "../host-reach.ts";

/** Something that was made of what the person typed, so that it can be said. */
export type AddressChange =
  /** `http://` or `https://` was put in front. */
  | "scheme-added"
  /** The end was cut off: a path such as `/chat/completions`, what follows `?` or `#`, or a slash. */
  | "end-cut"
  /** `0.0.0.0` is where a server listens, and no place to ask. It became `127.0.0.1`. */
  | "loopback";

/** Why an address cannot be asked. */
export type AddressProblem =
  | "not-an-address"
  /** `http` to a host that is neither on this computer nor in a private network: everybody on the way could read along. */
  | "not-secure"
  /** It holds a name and a password, which are no part of an address that is stored. */
  | "holds-password";

export type NormalisedAddress = { baseUrl: string; changes: readonly AddressChange[] } | { problem: AddressProblem };

const SCHEME = /^[a-z][a-z\d+.-]*:\/\//i;

/** What people paste along with the base. */
const ENDPOINT = /\/(?:chat\/completions|completions|messages|models(?:\/[^/]+)?|responses|embeddings)\/?$/i;

/** The one part of a query that some servers need. Others can hold keys. */
const KEPT_QUERY = "api-version";

/** Makes the base of all requests out of an address as people type and paste it. */
export function normaliseAddress(typed: string): NormalisedAddress {
  const trimmed = typed.trim();
  const changes = new Set<AddressChange>();
  const url = readUrl(trimmed, changes);
  if (url === undefined || url.hostname === "") return { problem: "not-an-address" };
  if (url.protocol !== "http:" && url.protocol !== "https:") return { problem: "not-an-address" };
  if (url.username !== "" || url.password !== "") return { problem: "holds-password" };
  if (url.hostname === "0.0.0.0" || url.hostname === "[::]") {
    url.hostname = "127.0.0.1";
    changes.add("loopback");
  }
  if (url.protocol === "http:" && reachOf(url.href) === "public") return { problem: "not-secure" };
  const before = url.pathname + url.search + url.hash;
  const version = url.searchParams.get(KEPT_QUERY);
  url.search = version === null ? "" : new URLSearchParams({ [KEPT_QUERY]: version }).toString();
  url.hash = "";
  url.pathname = url.pathname.replace(/\/+$/, "").replace(ENDPOINT, "").replace(/\/+$/, "");
  const after = url.pathname + url.search;
  if (after !== before) changes.add("end-cut");
  return { baseUrl: url.origin + after.replace(/^\/(?=$|\?)/, ""), changes: [...changes] };
}

/** Returns the address of an endpoint below a base. */
export function endpoint(baseUrl: string, path: string): string {
  const url = new URL(baseUrl);
  url.pathname = url.pathname.replace(/\/$/, "") + path;
  return url.href;
}

/** Returns the base with a version behind it, where many servers have their chat. Empty: it names one already. */
export function withVersion(baseUrl: string, version: string): readonly string[] {
  return /\/v\d+\w*(?:\/|$)/.test(new URL(baseUrl).pathname) ? [] : [endpoint(baseUrl, `/${version}`)];
}

function readUrl(text: string, changes: Set<AddressChange>): URL | undefined {
  if (SCHEME.test(text)) return URL.canParse(text) ? new URL(text) : undefined;
  if (!URL.canParse(`https://${text}`)) return undefined;
  changes.add("scheme-added");
  const far = reachOf(`https://${text}`) === "public" && !text.startsWith("0.0.0.0");
  return new URL(`${far ? "https" : "http"}://${text}`);
}
