import { browser } from "wxt/browser";

/**
 * Returns the parts of the browser's API that Firefox for Android lacks. It has no windows beside each other, no menu
 * on a selection and no keys.
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/Browser_support_for_JavaScript_APIs
 */
export function desktopApis(): Partial<Pick<typeof browser, "windows" | "commands" | "contextMenus">> {
  return browser;
}
