import { browser } from "wxt/browser";
import { callSchema, closesPanel } from "../port/calls.ts";
import type { Command, Surface } from "../port/commands.ts";
import { type Port, VIEW_PORT_NAME } from "../port/port.ts";
import { lockSettings } from "./settings-lock.ts";
import { createSettingsStorage } from "../settings/settings.ts";
import { desktopApis } from "./desktop-apis.ts";
import { currentWindow } from "./windows/own-windows.ts";

/** Sends one command over a port of its own, which ends when the background has carried it out. */
export function sendOnce(command: Command): void {
  const port = connectToBackground();
  port.onMessage.addListener(() => port.disconnect());
  port.postMessage({ ...command, number: 1 });
}

/** Shows a conversation in a tab; null shows a new one. */
function openTab(conversationId: string | null): void {
  const address = `/chat.html${conversationId === null ? "" : `#${encodeURIComponent(conversationId)}`}` as const;
  void browser.tabs.create({ url: browser.runtime.getURL(address) });
}

/** Opens a port to the background, and starts the background if it sleeps. */
export function connectToBackground(): Port {
  return browser.runtime.connect({ name: VIEW_PORT_NAME });
}

/**
 * Asks the person for access to a host. Must be called inside a click, before anything is awaited. Rejects if the
 * browser cannot ask.
 */
export function requestAccess(hostPattern: string): Promise<boolean> {
  return browser.permissions.request({ origins: [hostPattern] });
}

/** Gives back the access to a host. */
export async function dropAccess(hostPattern: string): Promise<void> {
  await browser.permissions.remove({ origins: [hostPattern] });
}

/** Returns all that a view needs of the browser. It lives as long as its page. */
export async function viewDependencies(surface: Surface) {
  const openedAt = Date.now();
  const ownWindow = await currentWindow();
  if (surface === "panel") closeByShortcut({ windowId: ownWindow.id, openedAt });
  return {
    surface,
    connect: connectToBackground,
    window: ownWindow,
    hasContextMenu: desktopApis().contextMenus !== undefined,
    ...(surface !== "tab" && { openTab }),
    settings: createSettingsStorage(browser.storage.local, lockSettings),
    openSettings: () => void browser.runtime.openOptionsPage(),
    requestAccess,
    onLeave: (listener: () => void) => window.addEventListener("pagehide", listener),
    onWake,
    close: () => window.close(),
    report: reportProblem,
    signal: new AbortController().signal,
  };
}

/** Closes a panel that is not connected. One that is connected is closed over its port. */
function closeByShortcut(panel: { windowId: number; openedAt: number }): void {
  browser.runtime.onMessage.addListener((message, { tab }) => {
    const call = callSchema.safeParse(message);
    if (tab === undefined && call.success && closesPanel(call.data, panel)) window.close();
  });
}

/** Calls back when a page may be out of date, or is about to be used. */
export function onWake(listener: () => void): void {
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") listener();
  });
  for (const event of ["focus", "online", "input"]) window.addEventListener(event, listener);
  browser.runtime.onMessage.addListener((message) => {
    if (callSchema.safeParse(message).data?.type === "started") listener();
  });
}

/** Reports a problem to developers who have the console open. Never holds what a person wrote. */
export function reportProblem(problem: unknown): void {
  console.error(problem);
}
