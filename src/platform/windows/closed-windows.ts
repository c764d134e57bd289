import { browser } from "wxt/browser";
import type { ListedMemory } from "../../conversations/store/listed-memory.ts";
import { desktopApis } from "../desktop-apis.ts";
import { isWindowOpen, PRIVATE_TABS } from "./own-windows.ts";

/** Finds the window whose closing ends a key of session memory. */
const WINDOW_IN_KEY = /(?:\btemporary:|^intents:|^shown:\w+:|:window:)(-?\d+)(?=:|$)/;

/** Forgets a window that has closed. `comesAgain` says whether another window can get the same id. */
export type EndWindow = (windowId: number, comesAgain: boolean) => Promise<void>;

/** Calls back with the id of each window that closes. The browser gives no id twice as long as it runs. */
export function onWindowClosed(closed: EndWindow, report: (problem: unknown) => void): void {
  desktopApis().windows?.onRemoved.addListener((windowId) => void closed(windowId, false).catch(report));
}

/** Calls back when the last private tab closes. A browser without windows counts all private tabs as one window. */
export function onPrivateTabsClosed(closed: EndWindow, report: (problem: unknown) => void): void {
  if (desktopApis().windows !== undefined) return;
  browser.tabs.onRemoved.addListener(() => void closePrivateTabs(closed).catch(report));
}

/**
 * Ends what is left of windows that are gone, because a background can be killed before it has forgotten all of one.
 */
export async function endLeftovers(memory: Pick<ListedMemory, "keys">, closed: EndWindow): Promise<void> {
  const named = new Set((await memory.keys()).flatMap((key) => WINDOW_IN_KEY.exec(key)?.[1] ?? []).map(Number));
  for (const windowId of named) {
    const open = await isWindowOpen(windowId);
    if (open === false) await closed(windowId, false);
    else if (open === undefined && windowId === PRIVATE_TABS) await closePrivateTabs(closed);
  }
}

async function closePrivateTabs(closed: EndWindow): Promise<void> {
  const tabs = await browser.tabs.query({});
  if (!tabs.some(({ incognito }) => incognito)) await closed(PRIVATE_TABS, true);
}
