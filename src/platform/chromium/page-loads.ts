import { browser } from "wxt/browser";
import { type LoadedPage, type PageLoads, whenLoaded } from "../tabs/page-loads.ts";

/**
 * Calls back for each page that is loaded. Chromium starts the background for every change of every tab for as long as it
 * was listening when it went: so it stops listening where nothing is waited for.
 */
export function listenToPageLoads(loaded: (page: LoadedPage) => void): PageLoads {
  const listener = whenLoaded(loaded);
  // At once, or the page that this background was started for would be missed.
  browser.tabs.onUpdated.addListener(listener);
  return {
    wakeFor(needed) {
      if (needed) browser.tabs.onUpdated.addListener(listener);
      else browser.tabs.onUpdated.removeListener(listener);
    },
  };
}
