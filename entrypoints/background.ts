import { createHtmlParser } from "#browser/html-parser.ts";
import { createBrowserProxy } from "#browser/proxy.ts";
import { browser } from "wxt/browser";
import { defineBackground } from "wxt/utils/define-background";
import { createDatabaseOpener } from "../src/conversations/store/database.ts";
import { createDeletion } from "../src/conversations/deletion.ts";
import { createIndexedStore } from "../src/conversations/store/indexed-store.ts";
import { createMemoryStore } from "../src/conversations/store/memory-store.ts";
import { createFallbackStore } from "../src/conversations/store/fallback-store.ts";
import { createStores } from "../src/conversations/store/stores.ts";
import { DATABASE_NAME, SECRETS_DATABASE_NAME } from "../src/platform/database-names.ts";
import { closeLocalStorage } from "../src/platform/close-local-storage.ts";
import {
  endLeftovers,
  type EndWindow,
  onPrivateTabsClosed,
  onWindowClosed,
} from "../src/platform/windows/closed-windows.ts";
import { callViews } from "../src/platform/windows/call-views.ts";
import { fetchSafely } from "../src/platform/fetch-safely.ts";
import { followUpdates } from "../src/platform/follow-updates.ts";
import { serveSelectionMenu } from "../src/platform/context-menu.ts";
import { windowPrefix } from "../src/conversations/temporary.ts";
import { createKilledImports } from "../src/conversations/transfer/killed-imports.ts";
import { aloneImporting } from "../src/platform/import-lock.ts";
import { isWindowOpen } from "../src/platform/windows/own-windows.ts";
import { forgetGuest, guestOf } from "../src/platform/guest-identity.ts";
import { isOwnView } from "../src/platform/windows/own-view.ts";
import { servePanelShortcut } from "../src/platform/windows/panel-shortcut.ts";
import { createChatBackends } from "../src/platform/chat-backends.ts";
import { createProxyRoute } from "../src/platform/proxy/proxy-route.ts";
import { mayReach } from "../src/platform/permissions/site-access.ts";
import { signInPage } from "../src/platform/sign-in/sign-in-page.ts";
import { createSiteTabs } from "../src/platform/tabs/site-tabs.ts";
import { hasVolatileData } from "../src/conversations/store/has-volatile-data.ts";
import { sessionMemory } from "../src/platform/session-memory.ts";
import { loadTexts } from "../src/platform/language.ts";
import { configureZod } from "../src/platform/configure-zod.ts";
import { createPanelIntents } from "../src/port/panel-intents.ts";
import { createLastShown } from "../src/port/last-shown.ts";
import { createPortServer } from "../src/port/server.ts";
import { lockSecrets, lockSent, unlessKeysAreHeld } from "../src/platform/settings-lock.ts";
import { createSecretMask } from "../src/secrets/secret-mask.ts";
import { createSecretStore } from "../src/secrets/secret-store.ts";
import { createProxyPassword } from "../src/settings/proxy-password.ts";
import { tidyBackendKeys } from "../src/backends/backend-keys.ts";
import { createHealthStore } from "../src/backends/health-store.ts";
import { createSentLog } from "../src/backends/sent/sent-log.ts";
import { createBackendKeyReader } from "../src/backends/read-backend-key.ts";
import { OPEN_ROUTER_URL } from "../src/backends/open-router/open-router.ts";
import { storeSignIn } from "../src/backends/open-router/store-sign-in.ts";
import { needsAgreement } from "../src/backends/backends.ts";
import { browserEntries, ruledEntries } from "../src/platform/browser-entries.ts";
import { policy } from "../src/platform/policy.ts";
import { withManagedKeys } from "../src/organisation/managed-key.ts";
import { rulesOverEntries } from "../src/organisation/rules-over-entries.ts";
import { migrateSettings } from "../src/settings/migrate-settings.ts";
import { createSettingsStorage } from "../src/settings/settings-storage.ts";
import { hostPattern } from "../src/settings/site-address.ts";
import { createAskAgain } from "../src/turns/retry-later/ask-again.ts";
import { createAskWhenOnline } from "../src/turns/retry-later/ask-when-online.ts";
import { isRetryWanted } from "../src/turns/retry-later/is-retry-wanted.ts";
import { createLiveConversations } from "../src/turns/live-conversations.ts";
import { dropPurged } from "../src/turns/delete-conversations.ts";
import { createKeepAlive } from "../src/turns/scheduling/keep-alive.ts";
import { createBackendLimits } from "../src/turns/context/backend-limits.ts";
import { maskBackendErrors } from "../src/turns/mask-backend-errors.ts";
import { createTurns } from "../src/turns/turns.ts";

export default defineBackground(() => {
  configureZod();
  const now = Date.now;
  const randomId = () => crypto.randomUUID();
  const mask = createSecretMask();
  const report = (problem: unknown) => console.error(mask.problem(problem));
  const texts = loadTexts(report);
  const storageFailed = (cause: unknown) => {
    report(cause);
    server.storageFailed();
  };

  closeLocalStorage().catch(report);
  const entries = browserEntries(migrateSettings);
  entries.migrate().catch(report);
  const settings = createSettingsStorage(ruledEntries(migrateSettings, rulesOverEntries));
  const secrets = createSecretStore(SECRETS_DATABASE_NAME);
  const proxyPassword = createProxyPassword({
    settings,
    entries,
    secrets,
    passes: mask.add,
    exclusively: lockSecrets,
    randomId,
    report,
  });
  proxyPassword.tidy().catch(report);
  unlessKeysAreHeld(() => tidyBackendKeys(secrets, entries)).catch(report);
  const openConversations = createDatabaseOpener(DATABASE_NAME);
  const disk = createIndexedStore(openConversations, report);
  const wakefulness = createKeepAlive(() => void browser.runtime.getPlatformInfo());
  const stayAwake = wakefulness.hold;
  const persistent = createFallbackStore(disk, sessionMemory, storageFailed, { stayAwake });
  const stores = createStores(persistent, createMemoryStore(sessionMemory, { stayAwake }));
  const conversations = createLiveConversations(stores.anyStore, now, storageFailed);
  const deletion = createDeletion(now, storageFailed, (before) => dropPurged(conversations, before));
  const health = createHealthStore({ memory: sessionMemory, now, report });
  const siteTabs = createSiteTabs(sessionMemory, { stayAwake });
  const backends = createChatBackends({
    settings,
    tabs: siteTabs,
    proxy: createProxyRoute({
      settings,
      password: proxyPassword,
      browserProxy: createBrowserProxy(),
      mayReach,
      fetch: fetchSafely,
      report,
    }),
    call: { now, online: () => navigator.onLine },
    tools: { parseHtml: createHtmlParser(), randomId, memory: sessionMemory, conceal: mask.add },
    readKey: withManagedKeys({
      readStored: createBackendKeyReader({ secrets, passes: mask.add, report }),
      readPolicy: policy.read,
      passes: mask.add,
    }),
    mask,
    health,
    sentLog: createSentLog(browser.storage.local, lockSent, now),
    stayAwake,
    report,
  });

  const interrupted = Promise.all(
    [stores.persistent, stores.temporary].map((store) => store.interruptRunning().catch(storageFailed)),
  );
  for (const store of [stores.persistent, stores.temporary]) void deletion.purgeOld(store);

  const turns = createTurns({
    stores,
    conversations,
    backends: maskBackendErrors(backends.order, mask),
    outcome: backends.outcome,
    limits: createBackendLimits(sessionMemory),
    stayAwake,
    ended(answer) {
      void askWhenOnline.ended(answer).catch(report);
      void backends.ended(answer).catch(report);
    },
    listChanged: () => server.listChanged(),
    storageFailed,
    report,
    now,
    randomId,
  });
  const askAgain = createAskAgain(turns, stores.anyStore.open);
  const askWhenOnline = createAskWhenOnline({
    memory: sessionMemory,
    open: stores.anyStore.open,
    askAgain,
    isOnline: () => navigator.onLine,
    stayAwake,
    report,
  });
  // A background that slept has heard nothing, so it looks at each start and with each view.
  const askOffline = () => void interrupted.then(askWhenOnline.online).catch(report);
  self.addEventListener("online", askOffline);
  askOffline();
  backends.retryAfterChecks(async (answer) => {
    if (await isRetryWanted(stores.anyStore.open, answer, "challenge")) {
      await askAgain(answer, randomId(), answer.backendId);
    }
  });

  const server = createPortServer({
    turns,
    conversations,
    stores,
    deletion,
    sites: backends,
    probes: backends.probes,
    signIn: (signal) =>
      storeSignIn(
        {
          ...signInPage,
          call: { now, online: () => navigator.onLine, fetch: backends.fetchFrom([hostPattern(OPEN_ROUTER_URL)]) },
          secrets,
          mask,
          randomId,
          stayAwake,
        },
        signal,
      ),
    intents: createPanelIntents(sessionMemory, { stayAwake }),
    isWindowOpen,
    lastShown: createLastShown(sessionMemory, now),
    agreed: async (target) => !needsAgreement((await settings.get()).backends, target?.backendId),
    tryNow: (backendId, windowId) => health.forget(backendId, windowId === undefined ? "" : guestOf(windowId)),
    now,
    randomId,
    report,
    storageFailed,
  });

  const killedImports = createKilledImports({
    open: openConversations,
    alone: aloneImporting,
    ended() {
      persistent.changedElsewhere();
      server.listChanged();
    },
  });
  const endKilledImports = () => void killedImports().catch(report);
  endKilledImports();

  const viewGone = followUpdates({
    memory: sessionMemory,
    // What this background alone keeps also keeps it awake.
    isBusy: () => wakefulness.held || server.watched,
    hasVolatileData: () => hasVolatileData(sessionMemory),
    stayAwake,
    report,
  });

  browser.runtime.onConnect.addListener((port) => {
    if (!isOwnView(port)) port.disconnect();
    else {
      // The page that closes can be the one that imports.
      port.onDisconnect.addListener(endKilledImports);
      port.onDisconnect.addListener(viewGone);
      server.connect(port, interrupted);
      askOffline();
    }
  });
  const endWindow: EndWindow = async (windowId, comesAgain) => {
    await server.windowClosed(windowId, comesAgain);
    const prefix = windowPrefix(windowId);
    await Promise.all([forgetGuest(sessionMemory, windowId), askWhenOnline.forget(prefix), siteTabs.forget(prefix)]);
  };
  onWindowClosed(endWindow, report);
  onPrivateTabsClosed(endWindow, report);
  void endLeftovers(sessionMemory, endWindow).catch(report);
  servePanelShortcut(server.closePanel, callViews, report);
  // Its items are made of prompts alone, so they wait for no rules.
  serveSelectionMenu(createSettingsStorage(entries), sessionMemory, server.send, randomId, report, texts);
  // Idle views leave the background asleep and are not connected.
  callViews({ type: "started" });
});
