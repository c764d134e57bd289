import { dropProxyPermission, proxySupport, requestProxyPermission } from "#browser/proxy.ts";
import { readRulesAgain } from "#browser/policy-changes.ts";
import { showShortcutPage } from "#browser/shortcut-page.ts";
import { signal } from "@preact/signals";
import { render } from "preact";
import { browser } from "wxt/browser";
import { SECRETS_DATABASE_NAME } from "../../src/platform/database-names.ts";
import { holdBackendKeys, lockSecrets, lockSent } from "../../src/platform/settings-lock.ts";
import { createSecretMask } from "../../src/secrets/secret-mask.ts";
import { createSecretStore } from "../../src/secrets/secret-store.ts";
import { createProxyPassword } from "../../src/settings/proxy-password.ts";
import { backendInHash } from "../../src/backends/backend-in-hash.ts";
import { builtInModel } from "../../src/platform/built-in/built-in-model.ts";
import { createBackendKeys } from "../../src/backends/backend-keys.ts";
import { createSentLog } from "../../src/backends/sent/sent-log.ts";
import type { SentSummary } from "../../src/backends/sent/sent-record.ts";
import { createBackendStore } from "../../src/backends/backend-store.ts";
import { browserEntries, ruledEntries } from "../../src/platform/browser-entries.ts";
import { migrateSettings } from "../../src/settings/migrate-settings.ts";
import type { Settings } from "../../src/settings/settings.ts";
import { createSettingsStorage, type SettingsChange } from "../../src/settings/settings-storage.ts";
import { shortcutOf } from "../../src/platform/windows/panel-shortcut.ts";
import { loadTexts } from "../../src/platform/language.ts";
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
import { signInAccess } from "../../src/platform/sign-in/sign-in-access.ts";
import { transferDependencies } from "../../src/platform/transfer-browser.ts";
import { createProxyCheck } from "../../src/ui/settings/proxy/proxy-check.ts";
import type { HealthNotes } from "../../src/ui/settings/backends/health/health-notes.tsx";
import { loadPersistently } from "../../src/markdown/load-persistently.ts";
import { createBackendTest } from "../../src/ui/settings/backends/connection-test/backend-test.ts";
import { createSignInRequest } from "../../src/ui/settings/backends/open-router/sign-in-request.ts";
import { createSiteCheck } from "../../src/ui/settings/backends/connection-test/site-check.ts";
import type { OrganisationCode } from "../../src/ui/settings/organisation/organisation-code.ts";
import { ErrorBoundary } from "../../src/ui/kit/error-boundary.tsx";
import { nameDocument } from "../../src/ui/shell/set-document-language.ts";
import { refuseDrops } from "../../src/ui/shell/refuse-drops.ts";
import { translate } from "../../src/i18n/translate.ts";
import { Options } from "../../src/ui/settings/options.tsx";
import "../../src/ui/settings/settings.css";

configureZod();
await loadTexts(reportProblem);
nameDocument(document, translate("settingsTitle"));
refuseDrops(document);
const entries = browserEntries(migrateSettings);
let organisation: OrganisationCode | undefined;
const ruled = ruledEntries(migrateSettings, async (policy) => {
  organisation ??= await import("../../src/ui/settings/organisation/organisation-code.ts");
  return (await import("../../src/organisation/rules-over-entries.ts")).rulesOverEntries(policy);
});
const storage = createSettingsStorage(ruled);
const backends = createBackendStore(ruled);
const settings = signal<Settings | undefined>();

const mask = createSecretMask();
const report = (problem: unknown) => reportProblem(mask.problem(problem));
const secrets = createSecretStore(SECRETS_DATABASE_NAME);
const randomId = () => crypto.randomUUID();
const proxyPassword = createProxyPassword({
  settings: storage,
  entries,
  secrets,
  passes: mask.add,
  exclusively: lockSecrets,
  randomId,
  report,
});
// As long as this page is open, Undo can bring a removed backend back, and its key must be there.
await holdBackendKeys();

// Not needed to draw the page.
const loadingHealth = loadPersistently(() => import("./health.ts")).then(({ createHealth }) =>
  createHealth(settings, report),
);
const healthNotes = signal<HealthNotes | undefined>();
loadingHealth.then(({ notes }) => (healthNotes.value = notes), report);

async function read(): Promise<void> {
  await storage.get().then((stored) => void (settings.value = stored), report);
}
await read();
// Reads the settings and does not take them from the event, because a late event must not replace what was stored
// since.
storage.watch(() => void read(), new AbortController().signal);

const sentLog = createSentLog(browser.storage.local, lockSent, Date.now);
const sent = signal<readonly SentSummary[] | undefined>([]);
async function readSent(): Promise<void> {
  try {
    sent.value = await sentLog.list();
  } catch (problem) {
    sent.value = undefined;
    report(problem);
  }
}
await readSent();
sentLog.watch(() => void readSent(), new AbortController().signal);

/** When this resolves, the page shows what has been saved. */
async function saved<Result>(change: Promise<Result>): Promise<Result> {
  const result = await change;
  await read();
  return result;
}

const transfer = createTransfer(
  transferDependencies(() => new Worker(new URL("./import-worker.ts", import.meta.url), { type: "module" })),
);

const ownWindow = await currentWindow();
const { bin, storageFailed, send } = connectSettings({
  connect: connectToBackground,
  windowId: ownWindow.id,
  onWake,
  report,
  signal: new AbortController().signal,
});

const openedId = backendInHash(location.hash);
// The page that is loaded again shows the list.
if (openedId !== undefined) history.replaceState(null, "", location.pathname);

render(
  <ErrorBoundary texts={() => []}>
    <Options
      settings={settings}
      shortcut={await shortcutOf()}
      backends={{
        list: backends.list,
        add: (...added) => saved(backends.add(...added)),
        async update(id, change) {
          await saved(backends.update(id, change));
          // Whoever sets it up anew wants it to be asked.
          if (change.config !== undefined) await loadingHealth.then(({ tryNow }) => tryNow(id)).catch(report);
        },
        choose: (id) => saved(backends.choose(id)),
        move: (...moved) => saved(backends.move(...moved)),
        remove: (id) => saved(backends.remove(id)),
        restore: (removed) => saved(backends.restore(removed)),
      }}
      healthNotes={healthNotes}
      readAgain={() => void read()}
      update={(change: SettingsChange) => saved(storage.update(change))}
      changeShortcut={() => void showShortcutPage()}
      requestAccess={requestAccess}
      dropAccess={dropAccess}
      now={Date.now}
      transfer={transfer}
      sent={sent}
      log={sentLog}
      readSentAgain={() => void readSent()}
      bin={bin}
      storageFailed={storageFailed}
      send={send}
      keys={ownWindow.private ? undefined : createBackendKeys({ secrets, passes: mask.add, randomId, report })}
      test={createBackendTest(connectToBackground, randomId)}
      signIn={createSignInRequest(connectToBackground)}
      signInAccess={signInAccess()}
      builtIn={builtInModel}
      openedId={openedId}
      readRulesAgain={readRulesAgain}
      organisation={() => organisation}
      checkSite={createSiteCheck(connectToBackground)}
      randomId={randomId}
      proxy={{
        support: proxySupport,
        requestPermission: requestProxyPermission,
        dropPermission: dropProxyPermission,
        check: createProxyCheck(connectToBackground),
        password: {
          save: (change) => proxyPassword.save(change).finally(read),
          remove: () => proxyPassword.remove().finally(read),
        },
      }}
    />
  </ErrorBoundary>,
  document.body,
);
