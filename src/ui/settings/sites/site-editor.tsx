import { useSignal } from "@preact/signals";
import { DEFAULT_SITE_LABEL, type Settings, type Site } from "../../../settings/settings.ts";
import { readSiteAddress } from "../../../settings/site-address.ts";
import { addSite, removeSite, type SiteListDependencies } from "./add-site.ts";
import { IconButton } from "../../kit/icon-button.tsx";
import { DeleteIcon } from "../../kit/icons.tsx";
import { type SiteProblem, siteProblemText } from "./site-problem.ts";
import { translate } from "../../../i18n/translate.ts";
import type { Undo } from "../../client/undo-stack.ts";
import { useSaving } from "../use-saving.tsx";

export interface SiteEditorProps extends SiteListDependencies {
  settings: Settings;
  undo: Undo;
}

/** Shows which site is asked, and the form that adds one. */
export function SiteEditor({ settings, undo, ...dependencies }: SiteEditorProps) {
  const { update } = dependencies;
  const { save, problem: unsaved } = useSaving();
  const address = useSignal("");
  const checking = useSignal(false);
  const problem = useSignal<SiteProblem | undefined>(undefined);
  const typedSite = readSiteAddress(address.value);

  async function add(): Promise<void> {
    checking.value = true;
    problem.value = undefined;
    const isSaved = await save(async () => {
      problem.value = await addSite(address.value, dependencies);
    });
    checking.value = false;
    if (isSaved && problem.value === undefined) address.value = "";
  }

  async function remove(site: Site): Promise<void> {
    await save(async () => {
      const restore = await removeSite(site, dependencies);
      undo.show({ text: translate("deleted", site.label), undo: () => void save(restore) });
    });
  }

  return (
    <>
      <ul class="sites">
        {[{ id: null, label: DEFAULT_SITE_LABEL }, ...settings.sites].map((site) => (
          <li key={site.id} data-item={site.id ?? ""}>
            <label>
              <input
                type="radio"
                name="site"
                checked={settings.siteId === site.id}
                onChange={() => void save(() => update({ siteId: site.id }))}
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
      {problem.value === "challenge" && typeof typedSite !== "string" && (
        <p>
          <a class="button" href={typedSite.url} target="_blank" rel="noopener noreferrer">
            {translate("openSite", typedSite.label)}
          </a>
        </p>
      )}
      <label class="checkbox">
        <input
          type="checkbox"
          checked={settings.useSiteSession}
          onChange={(event) => {
            const useSiteSession = event.currentTarget.checked;
            void save(() => update({ useSiteSession }));
          }}
        />
        {translate("useSiteSession")}
      </label>
      <p class="note">{translate("useSiteSessionHelp")}</p>
      {unsaved}
    </>
  );
}
