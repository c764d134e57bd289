import { type LoadedPage, type PageLoads, whenLoaded } from "../tabs/page-loads.ts";
import { desktopApis } from "../desktop-apis.ts";
import { firefox } from "./firefox.ts";

/** Tabs of sites that we have access to: where we have none, Firefox matches no address. */
const OURS = { urls: ["<all_urls>"], properties: ["status"] };

/**
 * Calls back for each page that is loaded. Firefox starts the background for all that it listened to when it began, and asks
 * the filter first: it is not started for other sites. Firefox for Android knows no filter, and refuses the call with one:
 * there it listens only as long as something waits, or the background would be started for each change of a tab.
 */
export function listenToPageLoads(loaded: (page: LoadedPage) => void): PageLoads {
  const listener = whenLoaded(loaded);
  const { onUpdated } = firefox.tabs;
  if (desktopApis().windows !== undefined) {
    onUpdated.addListener(listener, OURS);
    return { wakeFor: () => undefined };
  }
  // At once, or the page that this background was started for would be missed.
  onUpdated.addListener(listener);
  return {
    wakeFor(needed) {
      if (needed) onUpdated.addListener(listener);
      else onUpdated.removeListener(listener);
    },
  };
}
