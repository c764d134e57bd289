import { browser } from "wxt/browser";

/**
 * The parts of the browser's API that Firefox for Android does not have: no windows beside each other, no menu on a
 * selection, no keys. https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/Browser_support_for_JavaScript_APIs
 */
export function desktopApis(): Partial<Pick<typeof browser, "windows" | "commands" | "contextMenus">> {
  return browser;
}
