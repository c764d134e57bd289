import { useSignal } from "@preact/signals";
import { DEFAULT_SITE_LABEL, DEFAULT_SITE_URL, type Settings, type Site } from "../settings/settings.ts";
import { hostPattern, readSiteAddress } from "../settings/site-address.ts";
import { IconButton } from "./icon-button.tsx";
import { DeleteIcon } from "./icons.tsx";
import type { SiteCheck } from "./site-check.ts";
import { type SiteProblem, siteProblemText } from "./site-problem.ts";
import { translate } from "./translate.ts";

export interface SiteEditorProps {
  settings: Settings;
  update(change: Partial<Settings>): Promise<void>;
  /** Asks the person for access to a host; must be called inside the click. */
  requestAccess(hostPattern: string): Promise<boolean>;
  /** Gives back the access to a host. */
  dropAccess(hostPattern: string): Promise<void>;
  checkSite: SiteCheck;
}

/** Which site is asked, and the form that adds one. */
export function SiteEditor({ settings, update, requestAccess, dropAccess, checkSite }: SiteEditorProps) {
  const address = useSignal("");
  const checking = useSignal(false);
  const problem = useSignal<SiteProblem | undefined>(undefined);

  async function check(site: Site, access: Promise<boolean>): Promise<SiteProblem | undefined> {
    if (!(await access)) return "access-refused";
    return (await checkSite(site.url)) ?? undefined;
  }

  async function add(): Promise<void> {
    const site = readSiteAddress(address.value);
    if (typeof site === "string") {
      problem.value = site;
      return;
    }
    checking.value = true;
    problem.value = await check(site, requestAccess(hostPattern(site.url)));
    checking.value = false;
    if (problem.value !== undefined) return;
    address.value = "";
    await update({ sites: [...settings.sites.filter(({ id }) => id !== site.id), site], siteId: site.id });
  }

  /** Access that no other site of the list needs goes with it. */
  async function remove(site: Site): Promise<void> {
    const sites = settings.sites.filter(({ id }) => id !== site.id);
    await update({ sites, siteId: settings.siteId === site.id ? null : settings.siteId });
    const pattern = hostPattern(site.url);
    const needed = [DEFAULT_SITE_URL, ...sites.map(({ url }) => url)].some((url) => hostPattern(url) === pattern);
    if (!needed) await dropAccess(pattern);
  }

  return (
    <>
      <ul class="sites">
        {[{ id: null, label: DEFAULT_SITE_LABEL }, ...settings.sites].map((site) => (
          <li key={site.id}>
            <label>
              <input
                type="radio"
                name="site"
                checked={settings.siteId === site.id}
                onChange={() => void update({ siteId: site.id })}
              />
              <span dir="ltr">{site.label}</span>
            </label>
            {site.id !== null && "url" in site && (
              <IconButton label={translate("deleteNamed", site.label)} onClick={() => void remove(site)}>
                <DeleteIcon />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
      <form
        class="site-form"
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <label>
          {translate("siteAddress")}
          <input
            dir="ltr"
            inputMode="url"
            autocomplete="off"
            spellcheck={false}
            placeholder="https://example.com/chat"
            aria-describedby="site-help"
            value={address.value}
            onInput={(event) => (address.value = event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="button" disabled={checking.value || address.value.trim() === ""}>
          {translate("addSite")}
        </button>
      </form>
      <p id="site-help" class="note">
        {translate("siteHelp")}
      </p>
      <p role="status" class="note">
        {checking.value && translate("checkingSite")}
      </p>
      {problem.value !== undefined && (
        <p role="alert" class="error">
          {siteProblemText(problem.value, address.value.trim())}
        </p>
      )}
      <label class="checkbox">
        <input
          type="checkbox"
          checked={settings.useSiteSession}
          onChange={(event) => void update({ useSiteSession: event.currentTarget.checked })}
        />
        {translate("useSiteSession")}
      </label>
      <p class="note">{translate("useSiteSessionHelp")}</p>
    </>
  );
}
