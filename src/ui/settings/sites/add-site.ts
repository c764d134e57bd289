import { DEFAULT_SITE_URL, type Settings, type SettingsChange, type Site } from "../../../settings/settings.ts";
import { hostPattern, readSiteAddress } from "../../../settings/site-address.ts";
import type { SiteCheck } from "./site-check.ts";
import type { SiteProblem } from "./site-problem.ts";

/** What changes the list of sites. */
export interface SiteListDependencies {
  /** Reads the settings as they are stored now. */
  readSettings(): Promise<Settings>;
  update(change: SettingsChange): Promise<void>;
  /** Asks the person for access to a host. Must be called inside the click. Rejects if the browser cannot ask. */
  requestAccess(hostPattern: string): Promise<boolean>;
  /** Gives back the access to a host. */
  dropAccess(hostPattern: string): Promise<void>;
  checkSite: SiteCheck;
}

/**
 * Adds the site with this address and chooses it. Asks for access before it awaits anything. Gives access back if the
 * site is not added.
 * @returns why the site was not added; undefined if it was
 * @throws if the settings cannot be stored
 */
export async function addSite(typed: string, dependencies: SiteListDependencies): Promise<SiteProblem | undefined> {
  const site = readSiteAddress(typed);
  if (typeof site === "string") return site;
  if (new URL(site.url).origin === new URL(DEFAULT_SITE_URL).origin) return "there-already";
  const { update, requestAccess, checkSite } = dependencies;
  const allowed = await requestAccess(hostPattern(site.url)).catch(() => false);
  if (!allowed) return "access-refused";
  try {
    const problem = await checkSite(site.url);
    if (problem !== null) return problem;
    await update(({ sites }) => ({ sites: [...sites.filter(({ id }) => id !== site.id), site], siteId: site.id }));
    return undefined;
  } finally {
    await dropUnneededAccess(site, dependencies);
  }
}

/**
 * Takes a site from the list, and gives back its access unless another site of the list needs it.
 * @returns a function that brings the site back; it must be called inside a click, and throws if the settings cannot be
 *   stored
 * @throws if the settings cannot be stored
 */
export async function removeSite(site: Site, dependencies: SiteListDependencies): Promise<() => Promise<void>> {
  const { update, requestAccess } = dependencies;
  let index = 0;
  let wasChosen = false;
  await update(({ sites, siteId }) => {
    index = sites.findIndex(({ id }) => id === site.id);
    wasChosen = siteId === site.id;
    return { sites: sites.filter(({ id }) => id !== site.id), siteId: wasChosen ? null : siteId };
  });
  await dropUnneededAccess(site, dependencies).catch(() => undefined);
  return async () => {
    // Without access, the first answer from there says so and has a button that asks once more.
    await requestAccess(hostPattern(site.url)).catch(() => false);
    await update(({ sites, siteId }) => {
      const others = sites.filter(({ id }) => id !== site.id);
      const at = index < 0 ? others.length : index;
      // A person who has chosen another site meanwhile keeps that one.
      const isFree = siteId === null || siteId === site.id;
      return {
        sites: [...others.slice(0, at), site, ...others.slice(at)],
        siteId: wasChosen && isFree ? site.id : siteId,
      };
    });
  };
}

async function dropUnneededAccess(site: Site, { readSettings, dropAccess }: SiteListDependencies): Promise<void> {
  const pattern = hostPattern(site.url);
  const urls = [DEFAULT_SITE_URL, ...(await readSettings()).sites.map(({ url }) => url)];
  if (!urls.some((url) => hostPattern(url) === pattern)) await dropAccess(pattern);
}
