/**
 * Whether an address belongs to the site that was chosen: the same host and port, where `www.` makes no difference, and no less
 * safe than the chosen address.
 */
export function isSameSite(url: string, siteUrl: string): boolean {
  if (!URL.canParse(url)) return false;
  const [page, site] = [new URL(url), new URL(siteUrl)];
  return bareHost(url) === bareHost(siteUrl) && (page.protocol === "https:" || page.protocol === site.protocol);
}

/** The host and port of an address, without `www.`. */
export function bareHost(url: string): string {
  return new URL(url).host.replace(/^www\./, "");
}
