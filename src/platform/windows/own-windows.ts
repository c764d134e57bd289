import { browser } from "wxt/browser";
import { windowOf } from "../../conversations/temporary.ts";
import { desktopApis } from "../desktop-apis.ts";
import type { TabKind } from "../tabs/site-tabs.ts";

/**
 * Stand for all ordinary, and for all private tabs where the browser knows no windows: what is private must not be
 * mixed with what is not. Browsers give ids from 1 on, and mean something else by -1 and -2.
 */
const ORDINARY_TABS = 0;
export const PRIVATE_TABS = -3;

/** The window that a view stands in. */
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

/** Whether a window is open; undefined where the browser knows no windows. */
export async function isWindowOpen(windowId: number): Promise<boolean | undefined> {
  return desktopApis()
    .windows?.get(windowId)
    .then(
      () => true,
      () => false,
    );
}

/** Whether a conversation is one of a private window. One whose window is gone counts as such: it may have been. */
export async function kindOfWindow(conversationId: string): Promise<TabKind> {
  const windowId = windowOf(conversationId);
  if (windowId === undefined) return { private: false };
  const { windows } = desktopApis();
  if (windows === undefined) return { private: windowId !== ORDINARY_TABS };
  const window = await windows.get(windowId).catch(() => undefined);
  return { private: window?.incognito ?? true };
}
