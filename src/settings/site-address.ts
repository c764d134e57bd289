import { reachOf } from "../providers/transport/host-reach.ts";

/** A site as its address means it. */
export interface Site {
  id: string;
  /** How the site is named to the person: its host. */
  label: string;
  /** The address of its chat page: https, or http on this computer or in a private network. */
  url: string;
}

/** Why an address cannot be a chat site. `not-secure`: it is http, and everybody on the way could read along. */
export type AddressProblem = "not-an-address" | "not-secure";

/**
 * Reads the site that a person typed.
 *
 * - The default scheme is `https`.
 * - Sites on the internet must use https, because the person's text goes there.
 * - The `id` is made of the address, so that the same site gets the same id.
 *
 * @returns the site, or why the address cannot be one
 */
export function readSiteAddress(typed: string): Site | AddressProblem {
  const trimmed = typed.trim();
  const address = /^[a-z][a-z\d+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
  if (!URL.canParse(address)) return "not-an-address";
  const url = new URL(address);
  // A single word is a host too, but more often a mistake.
  if (!/[.:]/.test(url.hostname) && reachOf(url.href) !== "computer") return "not-an-address";
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isNearby(url.href))) return "not-secure";
  // A query can name the page (`?page_id=12`). The path in front of it then stays as it is.
  const page = url.search === "" ? url.pathname.replace(/\/$/, "") : url.pathname + url.search;
  return { id: `site:${url.origin}${page}`, label: url.host + page, url: url.origin + page };
}

/**
 * Whether an address is on this computer or in a network that the person is in. No proxy elsewhere could find it, and none
 * has to know of it.
 * @throws TypeError if `url` is not an absolute URL
 */
export function isNearby(url: string): boolean {
  return reachOf(url) !== "public";
}

/**
 * Returns the match pattern of a site's host, which is all that the site needs. Patterns have no port.
 * @throws TypeError if `url` is not an absolute URL
 */
export function hostPattern(url: string): string {
  const { protocol, hostname } = new URL(url);
  return `${protocol}//${hostname}/*`;
}
