/**
 * Whether an address belongs to the chosen site: same host (with or without `www.`), same port, and not less safe than
 * the chosen address.
 * @param siteUrl the chosen address
 * @throws TypeError if `siteUrl` is no URL
 */
export function isSameSite(url: string, siteUrl: string): boolean {
  if (!URL.canParse(url)) return false;
  const [page, site] = [new URL(url), new URL(siteUrl)];
  return bareHost(url) === bareHost(siteUrl) && (page.protocol === "https:" || page.protocol === site.protocol);
}

/**
 * Returns the host and port of an address, without `www.`.
 * @throws TypeError if `url` is no URL
 */
export function bareHost(url: string): string {
  return new URL(url).host.replace(/^www\./, "");
}
