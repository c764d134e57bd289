import { browser } from "wxt/browser";

/** As much of Firefox's own API as is used here. https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API */
interface Firefox {
  /** Absent on Android. */
  readonly sidebarAction?: { open(): Promise<void>; close(): Promise<void> };
  readonly commands?: { openShortcutSettings(): Promise<void> };
}

export const firefox = browser as unknown as Firefox;
