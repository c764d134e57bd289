import { browser } from "wxt/browser";
import { windowOf } from "../../conversations/temporary.ts";
import { desktopApis } from "../desktop-apis.ts";
import type { TabKind } from "../tabs/site-tabs.ts";

/**
 * Stand for all ordinary and for all private tabs if the browser has no windows, so that private and ordinary
 * conversations never mix. Browsers give ids from 1 on, and mean something else by -1 and -2.
 */
const ORDINARY_TABS = 0;
export const PRIVATE_TABS = -3;

/**
 * Returns the window that a view stands in.
 * @throws Error if the view stands in none
 */
export async function currentWindow(): Promise<{ id: number; private: boolean }> {
  const { windows } = desktopApis();
  if (windows === undefined) {
    const { inIncognitoContext } = browser.extension;
    return { id: inIncognitoContext ? PRIVATE_TABS : ORDINARY_TABS, private: inIncognitoContext };
  }
  const { id, incognito } = await windows.getCurrent();
  if (id === undefined) throw new Error("A view stands in no window");
  return { id, private: incognito };
}

/** Whether a window is open. Resolves with undefined if the browser has no windows. */
export async function isWindowOpen(windowId: number): Promise<boolean | undefined> {
  return desktopApis()
    .windows?.get(windowId)
    .then(
      () => true,
      () => false,
    );
}

/**
 * Says whether a conversation belongs to a private window. If its window is gone, counts it as private, because it may
 * have been.
 */
export async function kindOfWindow(conversationId: string): Promise<TabKind> {
  const windowId = windowOf(conversationId);
  if (windowId === undefined) return { private: false };
  const { windows } = desktopApis();
  if (windows === undefined) return { private: windowId !== ORDINARY_TABS };
  const window = await windows.get(windowId).catch(() => undefined);
  return { private: window?.incognito ?? true };
}
