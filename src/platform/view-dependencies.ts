import { browser } from "wxt/browser";
import { allowContext } from "../backends/allow-context.ts";
import { hashOfBackend } from "../backends/backend-in-hash.ts";
import { updateBackend } from "../backends/update-backend.ts";
import { callSchema, closesPanel } from "../port/calls.ts";
import type { Surface } from "../port/commands.ts";
import type { StoredEntries } from "../entries/entries.ts";
import { createSettingsReader } from "../settings/settings-reader.ts";
import { ruledEntries } from "./browser-entries.ts";
import { desktopApis } from "./desktop-apis.ts";
import { connectToBackground, onWake, reportProblem, requestAccess } from "./view-browser.ts";
import { currentWindow } from "./windows/own-windows.ts";

/**
 * Returns all that a view needs of the browser. It lives as long as its page.
 * @param readSettings reads what the view needs of the settings
 */
export async function viewDependencies<Read>(surface: Surface, readSettings: (stored: StoredEntries) => Read) {
  const openedAt = Date.now();
  const ownWindow = await currentWindow();
  const entries = ruledEntries(
    // Loaded once, after an update.
    async (stored) => (await import("../settings/migrate-settings.ts")).migrateSettings(stored),
    async (policy) => (await import("../organisation/rules-over-entries.ts")).rulesOverEntries(policy),
  );
  if (surface === "panel") closeByShortcut({ windowId: ownWindow.id, openedAt });
  return {
    surface,
    connect: connectToBackground,
    window: ownWindow,
    hasContextMenu: desktopApis().contextMenus !== undefined,
    ...(surface !== "tab" && { openTab }),
    settings: createSettingsReader(entries, readSettings),
    agreeTo: (backendId: string) => updateBackend(entries, backendId, { agreedAt: Date.now() }),
    openSettings,
    allowContext: (backendId: string, tokens: number) => allowContext(entries, backendId, tokens),
    loadBuiltIn: async () => (await import("./built-in/built-in-model.ts")).builtInModel,
    requestAccess,
    onLeave: (listener: () => void) => window.addEventListener("pagehide", listener),
    onWake,
    close: () => window.close(),
    report: reportProblem,
    signal: new AbortController().signal,
  };
}

/** Opens the settings. At a backend they open in a tab of their own, because one that is open may be in use. */
function openSettings(backendId?: string): void {
  if (backendId === undefined) void browser.runtime.openOptionsPage();
  else void browser.tabs.create({ url: browser.runtime.getURL(`/options.html${hashOfBackend(backendId)}` as "/") });
}

/** Shows a conversation in a tab; null shows a new one. */
function openTab(conversationId: string | null): void {
  const address = `/chat.html${conversationId === null ? "" : `#${encodeURIComponent(conversationId)}`}` as const;
  void browser.tabs.create({ url: browser.runtime.getURL(address) });
}

/** Closes a panel that is not connected. One that is connected is closed over its port. */
function closeByShortcut(panel: { windowId: number; openedAt: number }): void {
  browser.runtime.onMessage.addListener((message, { tab }) => {
    const call = callSchema.safeParse(message);
    if (tab === undefined && call.success && closesPanel(call.data, panel)) window.close();
  });
}
