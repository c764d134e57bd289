import { browser } from "wxt/browser";

/** Shows the browser's own page for extension shortcuts. */
export async function showShortcutPage(): Promise<void> {
  await browser.tabs.create({ url: "chrome://extensions/shortcuts" });
}
