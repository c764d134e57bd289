import { useSignal } from "@preact/signals";
import { type BackendOf, DEFAULT_BACKEND } from "../../../backends/backend.ts";
import type { UnreadableBackend } from "../../../backends/backends.ts";
import type { Settings } from "../../../settings/settings.ts";
import type { SettingsChange } from "../../../settings/settings-storage.ts";
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
  update(change: SettingsChange): Promise<void>;
}

/** Shows which site is asked, and the form that adds one. */
export function SiteEditor({ settings, undo, update, ...dependencies }: SiteEditorProps) {
  const { backends } = dependencies;
  const { usable, unreadable, chosenId } = settings.backends;
  const sites = usable.filter((backend) => backend.type === "chatgptt");
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

  const offerUndo = (name: string, restore: () => Promise<void>) =>
    undo.show({ text: translate("deleted", name), undo: () => void save(restore) });

  async function remove(site: BackendOf<"chatgptt">): Promise<void> {
    await save(async () => offerUndo(site.name, await removeSite(site, dependencies)));
  }

  async function removeUnreadable({ id, name }: UnreadableBackend): Promise<void> {
    await save(async () => {
      const removed = await backends.remove(id);
      if (removed !== undefined) offerUndo(name, () => backends.restore(removed));
    });
  }

  return (
    <>
      <ul class="sites">
        {sites.map((site) => (
          <li key={site.id} data-item={site.id}>
            <label>
              <input
                type="radio"
                name="site"
                checked={chosenId === site.id}
                onChange={() => void save(() => backends.choose(site.id))}
              />
              <span dir="ltr">{site.name}</span>
            </label>
            {site.id !== DEFAULT_BACKEND.id && (
              <IconButton label={translate("deleteNamed", site.name)} onClick={() => void remove(site)}>
                <DeleteIcon />
              </IconButton>
            )}
          </li>
        ))}
        {unreadable.map((backend) => (
          <li key={backend.id} data-item={backend.id}>
            <span>
              <span dir="auto">{backend.name}</span>
              <span class="note">{translate("needsLaterVersion")}</span>
            </span>
            <IconButton label={translate("deleteNamed", backend.name)} onClick={() => void removeUnreadable(backend)}>
              <DeleteIcon />
            </IconButton>
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
