import { beforeEach, expect, test, vi } from "vitest";
import { browser } from "wxt/browser";
import { createMemory } from "../conversations/store/memory.test-tools.ts";
import { temporaryId } from "../conversations/temporary.ts";
import { hasPanel, openPanel } from "./firefox/panel.ts";
import { onWindowClosed } from "./windows/closed-windows.ts";
import { serveSelectionMenu } from "./context-menu.ts";
import { kindOfWindow } from "./windows/own-windows.ts";
import { servePanelShortcut, shortcutOf } from "./windows/panel-shortcut.ts";
import { readPopupSettings } from "../settings/popup-settings.ts";
import { viewDependencies } from "./view-dependencies.ts";

/** Stands for Firefox for Android, which lacks `windows`, `commands`, `contextMenus` and `sidebarAction`. */
vi.mock("wxt/browser", () => ({
  browser: {
    runtime: {
      onInstalled: { addListener: vi.fn() },
      onStartup: { addListener: vi.fn() },
    },
    extension: { inIncognitoContext: true },
    storage: { local: { onChanged: { addListener: vi.fn() } } },
  },
}));

const report = vi.fn();
beforeEach(() => report.mockReset());

test("a background starts where the browser has neither windows, nor menus, nor keys", () => {
  const settings = { get: vi.fn(), update: vi.fn(), watch: vi.fn() };
  onWindowClosed(vi.fn(), report);
  servePanelShortcut(vi.fn(), vi.fn(), report);
  serveSelectionMenu(settings, createMemory(), vi.fn(), () => "id", report, Promise.resolve());
  expect(settings.watch).not.toHaveBeenCalled();
  expect(report).not.toHaveBeenCalled();
});

test("there is no panel and no key, and asking for them does no harm", async () => {
  expect(hasPanel()).toBe(false);
  await openPanel(0);
  expect(await shortcutOf()).toBeUndefined();
});

test.each([true, false])(
  "views of private and of ordinary tabs have windows of their own (private: %s)",
  async (isPrivate) => {
    Object.assign(browser.extension, { inIncognitoContext: isPrivate });
    vi.stubGlobal("window", { addEventListener: vi.fn() });
    const { window, hasContextMenu } = await viewDependencies("popup", readPopupSettings);
    expect(window.private).toBe(isPrivate);
    expect(hasContextMenu).toBe(false);
    expect(await kindOfWindow(temporaryId(window.id, "x"))).toEqual({ private: isPrivate });
  },
);
