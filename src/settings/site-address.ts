/** A site as its address means it. */
export interface Site {
  id: string;
  /** How the site is named to the person: its host. */
  label: string;
  /** The address of its chat page: https, or http on loopback. */
  url: string;
}

/** Why an address cannot be a chat site. `not-secure`: it is neither https nor on this machine. */
export type AddressProblem = "not-an-address" | "not-secure";

/** The names of this machine for which the manifest lets us ask access. */
const LOOPBACK: ReadonlySet<string> = new Set(["localhost", "127.0.0.1"]);

/**
 * Reads the site that a person typed.
 *
 * - The default scheme is `https`.
 * - Other sites than those on this machine must use https, because the person's text goes there.
 * - The `id` is made of the address, so that the same site gets the same id.
 *
 * @returns the site, or why the address cannot be one
 */
export function readSiteAddress(typed: string): Site | AddressProblem {
  const trimmed = typed.trim();
  const address = /^[a-z][a-z\d+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
  if (!URL.canParse(address)) return "not-an-address";
  const url = new URL(address);
  const loopback = LOOPBACK.has(url.hostname);
  if (!loopback && !url.hostname.includes(".")) return "not-an-address";
  if (url.protocol !== "https:" && !(url.protocol === "http:" && loopback)) return "not-secure";
  // A query can name the page (`?page_id=12`). The path in front of it then stays as it is.
  const page = url.search === "" ? url.pathname.replace(/\/$/, "") : url.pathname + url.search;
  return { id: `site:${url.origin}${page}`, label: url.host + page, url: url.origin + page };
}

/**
 * Whether a site is on this machine, where no proxy elsewhere could find it.
 * @throws TypeError if `url` is not an absolute URL
 */
export function isOnThisMachine(url: string): boolean {
  return LOOPBACK.has(new URL(url).hostname);
}

/**
 * Returns the match pattern of a site's host, which is all that the site needs. Patterns have no port.
 * @throws TypeError if `url` is not an absolute URL
 */
export function hostPattern(url: string): string {
  const { protocol, hostname } = new URL(url);
  return `${protocol}//${hostname}/*`;
}
