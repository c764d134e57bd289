import { backendAddress } from "../../../backends/address.ts";
import type { BackendOf } from "../../../backends/backend.ts";
import type { BackendStore } from "../../../backends/backend-store.ts";
import { DEFAULT_SITE_URL } from "../../../settings/view-settings.ts";
import { hostPattern, readSiteAddress } from "../../../settings/site-address.ts";
import type { SiteCheck } from "./site-check.ts";
import type { SiteProblem } from "./site-problem.ts";

/** What changes the list of sites. */
export interface SiteListDependencies {
  backends: Pick<BackendStore, "list" | "add" | "choose" | "remove" | "restore">;
  /** Asks the person for access to a host. Must be called inside the click. Rejects if the browser cannot ask. */
  requestAccess(hostPattern: string): Promise<boolean>;
  /** Gives back the access to a host. */
  dropAccess(hostPattern: string): Promise<void>;
  checkSite: SiteCheck;
  /** Milliseconds since 1970. */
  now(): number;
}

/**
 * Adds the site with this address and chooses it. Asks for access before it awaits anything. Gives access back if the
 * site is not added.
 * @returns why the site was not added; undefined if it was
 * @throws if the site cannot be stored
 */
export async function addSite(typed: string, dependencies: SiteListDependencies): Promise<SiteProblem | undefined> {
  const site = readSiteAddress(typed);
  if (typeof site === "string") return site;
  if (new URL(site.url).origin === new URL(DEFAULT_SITE_URL).origin) return "there-already";
  const { backends, requestAccess, checkSite, now } = dependencies;
  const allowed = await requestAccess(hostPattern(site.url)).catch(() => false);
  if (!allowed) return "access-refused";
  try {
    const problem = await checkSite(site.url);
    if (problem !== null) return problem;
    const { id, label: name, url } = site;
    const { usable } = await backends.list();
    // The form says that questions go there, and the notice all else: a person who has read it need not read it again.
    const hasReadNotice = usable.some(({ agreedAt }) => agreedAt !== null);
    const agreedAt = usable.find((each) => each.id === id)?.agreedAt ?? (hasReadNotice ? now() : null);
    await backends.add({ id, type: "chatgptt", name, config: { url }, agreedAt }, { chosen: true });
    return undefined;
  } finally {
    await dropUnneededAccess(site.url, dependencies);
  }
}

/**
 * Takes a site from the list, and gives back its access unless another site of the list needs it.
 * @returns a function that brings the site back; it must be called inside a click, and throws if the site cannot be stored
 * @throws if the change cannot be stored
 */
export async function removeSite(
  { id, config: { url } }: Pick<BackendOf<"chatgptt">, "id" | "config">,
  dependencies: SiteListDependencies,
): Promise<() => Promise<void>> {
  const { backends, requestAccess } = dependencies;
  const removed = await backends.remove(id);
  await dropUnneededAccess(url, dependencies).catch(() => undefined);
  return async () => {
    // Without access, the first answer from there says so and has a button that asks once more.
    await requestAccess(hostPattern(url)).catch(() => false);
    if (removed !== undefined) await backends.restore(removed);
  };
}

async function dropUnneededAccess(url: string, { backends, dropAccess }: SiteListDependencies): Promise<void> {
  const pattern = hostPattern(url);
  const { usable } = await backends.list();
  const isNeeded = usable.map(backendAddress).some((other) => other !== undefined && hostPattern(other) === pattern);
  if (!isNeeded) await dropAccess(pattern);
}
