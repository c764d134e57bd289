import { browser } from "wxt/browser";
import { type LoadedPage, type PageLoads, whenLoaded } from "../tabs/page-loads.ts";

/**
 * Calls back for each page that has loaded. Listens only while something is waited for: Chromium starts the background
 * at every change of every tab if it was listening when it ended.
 */
export function listenToPageLoads(loaded: (page: LoadedPage) => void): PageLoads {
  const listener = whenLoaded(loaded);
  // A later listener would miss the page that this background was started for.
  browser.tabs.onUpdated.addListener(listener);
  return {
    wakeFor(needed) {
      if (needed) browser.tabs.onUpdated.addListener(listener);
      else browser.tabs.onUpdated.removeListener(listener);
    },
  };
}
