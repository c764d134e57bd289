import type { ReadonlySignal, Signal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Settings } from "../../settings/settings.ts";
import { chosenSiteLabel, DEFAULT_SITE_LABEL } from "../../settings/view-settings.ts";
import type { SentSummary } from "../../backends/sent/sent-record.ts";
import type { SettingsChange } from "../../settings/settings-storage.ts";
import type { Command } from "../../port/commands.ts";
import type { Bin } from "../client/bin.ts";
import { type BackendsDependencies, BackendsSection } from "./backends/backends-section.tsx";
import { DataSection } from "./data/data-section.tsx";
import { nextItem, nextRow } from "../kit/focus/next-focus.ts";
import { restoreFocus } from "../kit/focus/restore-focus.ts";
import type { OrganisationCode } from "./organisation/organisation-code.ts";
import { type ProxyControls, ProxySection } from "./proxy/proxy-section.tsx";
import { SentSection, type SentSectionProps } from "./sent/sent-section.tsx";
import { QuickPromptEditor } from "./prompts/prompt-editor.tsx";
import type { Transfer } from "./data/import-export.ts";
import { translate } from "../../i18n/translate.ts";
import { createUndo, UndoNotice } from "../notices/undo.tsx";

export interface OptionsContext extends BackendsDependencies {
  update(change: SettingsChange): Promise<void>;
  /** undefined if the settings could not be read. */
  settings: Signal<Settings | undefined>;
  /** Reads the settings once more. */
  readAgain(): void;
  /**
   * The key that opens the panel, as the browser has it now. "" if there is none. undefined if the browser has no keys
   * for extensions.
   */
  shortcut: string | undefined;
  changeShortcut(): void;
  /** The backend that is to be edited at once. undefined: none. */
  openedId: string | undefined;
  /** Has the browser hand over the rules of the organisation once more. undefined: it does so by itself. */
  readRulesAgain: (() => void) | undefined;
  /** Where there are rules of an organisation, what shows them. */
  organisation(): OrganisationCode | undefined;
  proxy: ProxyControls;
  /** What went to each backend. undefined: it could not be read. */
  sent: ReadonlySignal<readonly SentSummary[] | undefined>;
  log: SentSectionProps["log"];
  readSentAgain(): void;
  transfer: Transfer;
  bin: Bin;
  /** Whether the last change of the conversations could not be stored. */
  storageFailed: ReadonlySignal<boolean>;
  /** Sends a command to the background. */
  send(command: Command): void;
}

/** Shows the settings page, section by section. */
export function Options(context: OptionsContext) {
  const { settings, shortcut, update, changeShortcut } = context;
  const undo = useMemo(createUndo, []);
  const page = useRef<HTMLElement>(null);
  useEffect(() => {
    const main = page.current;
    if (main === null) return undefined;
    return restoreFocus(
      main,
      (lost, gap) =>
        nextRow(main, lost, gap) ??
        nextItem(main, lost, gap) ??
        main.querySelector<HTMLElement>("[aria-expanded=true]"),
    );
  }, []);
  const rules = settings.value?.rules;
  const Organisation = context.organisation()?.OrganisationSection;
  return (
    <main ref={page} class="options">
      <h1>{translate("settingsTitle")}</h1>
      {settings.value === undefined && (
        <div role="alert" class="error">
          <p>{translate("settingsUnreadable")}</p>
          <button type="button" class="button" onClick={context.readAgain}>
            {translate("tryAgain")}
          </button>
        </div>
      )}
      {rules !== undefined && Organisation !== undefined && (
        <section aria-labelledby="organisation-title">
          <h2 id="organisation-title">{translate("setByOrganisation")}</h2>
          <Organisation rules={rules} reload={context.readRulesAgain} />
        </section>
      )}
      <section aria-labelledby="backends-title">
        <h2 id="backends-title">{translate("backends")}</h2>
        {settings.value !== undefined && <BackendsSection {...context} settings={settings.value} undo={undo} />}
      </section>
      <section aria-labelledby="sent-title">
        <h2 id="sent-title">{translate("whatGoesWhere")}</h2>
        <SentSection
          sent={context.sent}
          backends={settings.value?.backends.usable ?? []}
          log={context.log}
          undo={undo}
          readAgain={context.readSentAgain}
        />
      </section>
      <section aria-labelledby="proxy-title">
        <h2 id="proxy-title">{translate("proxy")}</h2>
        {settings.value !== undefined && (
          <ProxySection settings={settings.value} update={update} proxy={context.proxy} />
        )}
      </section>
      <section aria-labelledby="quick-prompts-title">
        <h2 id="quick-prompts-title">{translate("quickPrompts")}</h2>
        <p>{translate("quickPromptsHelp")}</p>
        {settings.value !== undefined && <QuickPromptEditor settings={settings.value} undo={undo} update={update} />}
      </section>
      {shortcut !== undefined && (
        <section aria-labelledby="shortcut-title">
          <h2 id="shortcut-title">{translate("shortcut")}</h2>
          <p>{shortcut === "" ? translate("shortcutNone") : translate("shortcutIs", shortcut)}</p>
          <button type="button" class="button" onClick={changeShortcut}>
            {translate("changeShortcut")}
          </button>
        </section>
      )}
      <section aria-labelledby="data-title">
        <h2 id="data-title">{translate("yourData")}</h2>
        <DataSection
          transfer={context.transfer}
          bin={context.bin}
          failed={context.storageFailed.value}
          undo={undo}
          send={context.send}
        />
      </section>
      {settings.value?.backends.usable.length !== 0 && (
        <section aria-labelledby="privacy-title">
          <h2 id="privacy-title">{translate("privacy")}</h2>
          <p>
            {translate(
              "privacyText",
              settings.value === undefined ? DEFAULT_SITE_LABEL : chosenSiteLabel(settings.value),
            )}
          </p>
        </section>
      )}
      <UndoNotice undo={undo} />
    </main>
  );
}
