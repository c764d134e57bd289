import { browser } from "wxt/browser";

/** Whether a page of the extension is open, which an update would close: a view, connected or not, or the settings. */
export async function hasOpenPages(): Promise<boolean> {
  const pages = await browser.runtime.getContexts({ contextTypes: ["TAB", "POPUP", "SIDE_PANEL"] });
  return pages.length > 0;
}
