import { browser } from "wxt/browser";
import { updateBackend } from "../backends/update-backend.ts";
import { callSchema, closesPanel } from "../port/calls.ts";
import type { Surface } from "../port/commands.ts";
import type { StoredEntries } from "../entries/entries.ts";
import { createSettingsReader } from "../settings/settings-reader.ts";
import { browserEntries } from "./browser-entries.ts";
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
  const entries = browserEntries(
    // Loaded once, after an update.
    async (stored) => (await import("../settings/migrate-settings.ts")).migrateSettings(stored),
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
    openSettings: () => void browser.runtime.openOptionsPage(),
    requestAccess,
    onLeave: (listener: () => void) => window.addEventListener("pagehide", listener),
    onWake,
    close: () => window.close(),
    report: reportProblem,
    signal: new AbortController().signal,
  };
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
