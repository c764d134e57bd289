/** A site as its address means it. */
export interface Site {
  id: string;
  /** How the site is named to the person: its host. */
  label: string;
  /** The address of its chat page: https, or http on loopback. */
  url: string;
}

/** Why an address cannot be a chat site. */
export type AddressProblem = "not-an-address" | "not-secure";

/** This machine, by the names that the manifest lets us ask access for. */
const LOOPBACK: ReadonlySet<string> = new Set(["localhost", "127.0.0.1"]);

/**
 * The site that a typed address means: `https://` is added where no scheme is typed. Only https, because the person's
 * text goes there; http on this machine is as good. `id` is made of the address, so that the same site is one site.
 */
export function readSiteAddress(typed: string): Site | AddressProblem {
  const trimmed = typed.trim();
  const address = /^[a-z][a-z\d+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
  if (!URL.canParse(address)) return "not-an-address";
  const url = new URL(address);
  const loopback = LOOPBACK.has(url.hostname);
  if (!loopback && !url.hostname.includes(".")) return "not-an-address";
  if (url.protocol !== "https:" && !(url.protocol === "http:" && loopback)) return "not-secure";
  // A query can be what names the page (`?page_id=12`); then the path in front of it is left as it is.
  const page = url.search === "" ? url.pathname.replace(/\/$/, "") : url.pathname + url.search;
  return { id: `site:${url.origin}${page}`, label: url.host + page, url: url.origin + page };
}

/** Whether a site is on this machine, where no proxy elsewhere could find it. */
export function isOnThisMachine(url: string): boolean {
  return LOOPBACK.has(new URL(url).hostname);
}

/** The match pattern of the one host that a site needs. Patterns know no port. */
export function hostPattern(url: string): string {
  const { protocol, hostname } = new URL(url);
  return `${protocol}//${hostname}/*`;
}
