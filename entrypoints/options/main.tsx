import { dropProxyPermission, proxySupport, requestProxyPermission } from "#browser/proxy.ts";
import { showShortcutPage } from "#browser/shortcut-page.ts";
import { signal } from "@preact/signals";
import { render } from "preact";
import { browser } from "wxt/browser";
import { lockSettings } from "../../src/platform/settings-lock.ts";
import { createSettingsStorage, type Settings, type SettingsChange } from "../../src/settings/settings.ts";
import { shortcutOf } from "../../src/platform/windows/panel-shortcut.ts";
import { configureZod } from "../../src/platform/configure-zod.ts";
import { currentWindow } from "../../src/platform/windows/own-windows.ts";
import {
  connectToBackground,
  dropAccess,
  onWake,
  reportProblem,
  requestAccess,
} from "../../src/platform/view-browser.ts";
import { connectSettings } from "../../src/ui/client/connect-settings.ts";
import { createTransfer } from "../../src/ui/settings/data/import-export.ts";
import { transferDependencies } from "../../src/platform/transfer-browser.ts";
import { createProxyCheck } from "../../src/ui/settings/proxy/proxy-check.ts";
import { createSiteCheck } from "../../src/ui/settings/sites/site-check.ts";
import { ErrorBoundary } from "../../src/ui/kit/error-boundary.tsx";
import { nameDocument } from "../../src/ui/shell/set-document-language.ts";
import { refuseDrops } from "../../src/ui/shell/refuse-drops.ts";
import { translate } from "../../src/i18n/translate.ts";
import { Options } from "../../src/ui/settings/options.tsx";
import "../../src/ui/settings/settings.css";

configureZod();
nameDocument(document, translate("settingsTitle"));
refuseDrops(document);
const storage = createSettingsStorage(browser.storage.local, lockSettings);
const settings = signal<Settings | undefined>();

async function read(): Promise<void> {
  settings.value = await storage.get();
}
await read().catch(reportProblem);
// Read and not taken from the event: what comes late must not take the place of what was stored since.
storage.watch(() => void read().catch(reportProblem), new AbortController().signal);

/** What has been saved is shown when this resolves. */
async function update(change: SettingsChange): Promise<void> {
  await storage.update(change);
  await read().catch(reportProblem);
}

const transfer = createTransfer(
  transferDependencies(() => new Worker(new URL("./import-worker.ts", import.meta.url), { type: "module" })),
);

const { bin, storageFailed, send } = connectSettings({
  connect: connectToBackground,
  windowId: (await currentWindow()).id,
  onWake,
  report: reportProblem,
  signal: new AbortController().signal,
});

render(
  <ErrorBoundary texts={() => []}>
    <Options
      settings={settings}
      shortcut={await shortcutOf()}
      readSettings={storage.get}
      readAgain={() => void read().catch(reportProblem)}
      update={update}
      changeShortcut={() => void showShortcutPage()}
      requestAccess={requestAccess}
      dropAccess={dropAccess}
      transfer={transfer}
      bin={bin}
      storageFailed={storageFailed}
      send={send}
      checkSite={createSiteCheck(connectToBackground)}
      proxy={{
        support: proxySupport,
        requestPermission: requestProxyPermission,
        dropPermission: dropProxyPermission,
        check: createProxyCheck(connectToBackground),
      }}
    />
  </ErrorBoundary>,
  document.body,
);
