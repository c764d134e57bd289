import { browser } from "wxt/browser";
import { firefox } from "./firefox.ts";

/**
 * Opens the sidebar of the window in which the person is; Firefox knows no other. Must be called inside the person's
 * gesture, before anything is awaited: the browser refuses it afterwards. Where there is no sidebar (Android), the chat
 * opens in a tab.
 */
export async function openPanel(_windowId: number): Promise<void> {
  if (firefox.sidebarAction !== undefined) await firefox.sidebarAction.open();
  else await browser.tabs.create({ url: browser.runtime.getURL("/chat.html") });
}
