import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { DEFAULT_BACKEND, type UsableBackend } from "../../../backends/backend.ts";
import { chosenBackend, findBackend, type UnreadableBackend } from "../../../backends/backends.ts";
import type { BackendStore } from "../../../backends/backend-store.ts";
import { OPEN_ROUTER_URL } from "../../../backends/open-router/open-router.ts";
import type { BackendSetup } from "../../../backends/read-form.ts";
import { translate } from "../../../i18n/translate.ts";
import { MANAGED_PREFIX } from "../../../organisation/managed-prefix.ts";
import type { Settings } from "../../../settings/settings.ts";
import type { SettingsChange } from "../../../settings/settings-storage.ts";
import type { Undo } from "../../client/undo-stack.ts";
import { useKeptFocus } from "../../kit/reorder/use-kept-focus.ts";
import type { OrganisationCode } from "../organisation/organisation-code.ts";
import { useSaving } from "../use-saving.tsx";
import type { BackendFormDependencies } from "./backend-form.ts";
import { dialogCode } from "./dialog-code.ts";
import { BackendItem, UnreadableItem } from "./backend-item.tsx";
import type { HealthNotes } from "./health/health-notes.tsx";
import { SignInView } from "./open-router/sign-in-view.tsx";
import { orderChanges } from "./order-changes.ts";
import { removeBackend } from "./remove-backend.ts";

/** What the section needs of the browser. */
export interface BackendsDependencies extends Omit<BackendFormDependencies, "backends"> {
  backends: Pick<BackendStore, "list" | "add" | "update" | "choose" | "move" | "remove" | "restore">;
  /** Says of each backend why it is passed over. undefined: that is not loaded yet. */
  healthNotes: ReadonlySignal<HealthNotes | undefined>;
}

export interface BackendsSectionProps extends BackendsDependencies {
  settings: Settings;
  /** The backend whose dialog is open at first. undefined: none. */
  openedId?: string | undefined;
  /** Where there are rules of an organisation, what they need. */
  organisation?(): OrganisationCode | undefined;
  undo: Undo;
  update(change: SettingsChange): Promise<void>;
}

/** What a sign-in leads to. */
const OPEN_ROUTER: BackendSetup = { type: "openai-compatible", config: { baseUrl: OPEN_ROUTER_URL } };

/** The dialog that is open. */
interface OpenedDialog {
  /** What it changes. Absent: it adds. */
  edited?: UsableBackend;
  isSignedIn?: boolean;
}

/** Shows whom the person can ask, in the order in which they are asked, and lets them order, add, change and remove backends. */
export function BackendsSection({
  settings,
  openedId,
  organisation,
  undo,
  update,
  ...dependencies
}: BackendsSectionProps) {
  const { backends, healthNotes } = dependencies;
  const { rules } = settings;
  const { usable } = settings.backends;
  const fixedOrder = rules?.fixedOrder === true;
  // The rule about the one that comes along stands above, and it cannot be removed.
  const unreadable = settings.backends.unreadable.filter(({ id }) => id !== DEFAULT_BACKEND.id);
  const mayAsk = (setup: BackendSetup) => rules === undefined || organisation?.()?.mayAsk(rules, setup) !== false;
  const chosen = chosenBackend(settings.backends);
  const { save, problem: unsaved } = useSaving();
  const order = orderChanges({ store: backends, backends: settings.backends, undo, save });
  const list = useRef<HTMLUListElement>(null);
  const ids = usable.map(({ id }) => id);
  useKeptFocus(list, ids);
  const opened = useSignal(openedAt(settings, openedId));
  const saved = useSignal(false);

  /** Whether the dialog's code could not be loaded. */
  const isMissing = useSignal(false);
  const code = dialogCode.module.value;
  useEffect(() => {
    if (opened.value === undefined) dialogCode.loadWhenIdle();
    else void loadDialog();
  }, [opened.value]);

  async function loadDialog(): Promise<void> {
    isMissing.value = (await dialogCode.load()) === undefined;
    if (isMissing.value) opened.value = undefined;
  }

  function open(edited?: UsableBackend): void {
    saved.value = false;
    opened.value = edited === undefined ? {} : { edited };
  }

  function showSignedIn(edited: UsableBackend): void {
    saved.value = false;
    opened.value = { edited, isSignedIn: true };
  }

  const offerUndo = (name: string, restore: () => Promise<void>) =>
    undo.show({ text: translate("removedNamed", name), undo: () => void save(restore) });

  async function remove(backend: UsableBackend): Promise<void> {
    await save(async () => offerUndo(backend.name, await removeBackend(backend, dependencies)));
  }

  async function removeUnreadable({ id, name }: UnreadableBackend): Promise<void> {
    await save(async () => {
      const removed = await backends.remove(id);
      if (removed !== undefined) offerUndo(name, () => backends.restore(removed));
    });
  }

  return (
    <>
      <p>
        {translate("backendsHelp")} {ids.length > 1 && !fixedOrder && translate("orderHelp")}
      </p>
      {fixedOrder && (
        <p class="note">
          {translate("ruleFixedOrder")} {translate("setByOrganisation")}
        </p>
      )}
      {chosen === undefined && (
        <p role="alert" class="error">
          {translate(usable.length === 0 ? "noneAllowed" : "firstGone")}
        </p>
      )}
      <ul ref={list} class="backends" aria-labelledby="backends-title">
        {usable.map((backend) => (
          <BackendItem
            key={backend.id}
            backend={backend}
            usable={usable}
            chosen={chosen}
            fixedOrder={fixedOrder}
            choose={() => void order.choose(backend)}
            move={(place) => void order.move(backend, place)}
            allow={(whenOthersFail) => void save(() => backends.update(backend.id, { whenOthersFail }))}
            health={healthNotes.value?.(backend, usable, chosen)}
            keepPages={(neverPages) => void save(() => backends.update(backend.id, { neverPages }))}
            edit={() => open(backend)}
            remove={() => void remove(backend)}
          />
        ))}
        {unreadable.map((backend) => (
          <UnreadableItem key={backend.id} {...backend} remove={() => void removeUnreadable(backend)} />
        ))}
      </ul>
      {rules?.allowedKinds?.length === 0 ? (
        <p class="note">
          {translate("ruleNoKinds")} {translate("setByOrganisation")}
        </p>
      ) : (
        <button type="button" class="button" onClick={() => open()}>
          {translate("addBackend")}
        </button>
      )}
      {opened.value === undefined && mayAsk(OPEN_ROUTER) && <SignInView {...dependencies} onSignedIn={showSignedIn} />}
      <p role="status" class="note">
        {saved.value && translate("saved")}
      </p>
      {opened.value !== undefined && code !== undefined && (
        <code.BackendDialog
          key={opened.value.edited?.keyId}
          {...dependencies}
          rules={rules}
          mayAsk={mayAsk}
          edited={opened.value.edited}
          isSignedIn={opened.value.isSignedIn === true}
          onSignedIn={showSignedIn}
          onClose={(isSaved) => {
            saved.value = isSaved;
            opened.value = undefined;
          }}
        />
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
      {isMissing.value && (
        <p role="alert" class="error">
          {translate("problemNotDone")}
        </p>
      )}
    </>
  );
}

function openedAt({ backends }: Settings, id: string | undefined): OpenedDialog | undefined {
  const edited = id === undefined ? undefined : findBackend(backends, id);
  return edited && !edited.id.startsWith(MANAGED_PREFIX) ? { edited } : undefined;
}
