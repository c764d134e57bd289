import type { Site } from "./settings.ts";

/** Why an address cannot be a chat site. */
export type AddressProblem = "not-an-address" | "not-secure";

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * The site that a typed address means: `https://` is added where no scheme is typed. Only https, because the person's
 * text goes there; http on this machine is as good. `id` is made of the address, so that the same site is one site.
 */
export function readSiteAddress(typed: string): Site | AddressProblem {
  const trimmed = typed.trim();
  const address = /^[a-z][a-z\d+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
  if (!URL.canParse(address)) return "not-an-address";
  const url = new URL(address);
  const loopback = LOOPBACK.test(url.hostname);
  if (!loopback && !url.hostname.includes(".")) return "not-an-address";
  if (url.protocol !== "https:" && !(url.protocol === "http:" && loopback)) return "not-secure";
  const page = url.origin + url.pathname.replace(/\/$/, "");
  return { id: `site:${page}`, label: url.host + url.pathname.replace(/\/$/, ""), url: page };
}

/** The match pattern of the one host that a site needs. Patterns know no port. */
export function hostPattern(url: string): string {
  const { protocol, hostname } = new URL(url);
  return `${protocol}//${hostname}/*`;
}
