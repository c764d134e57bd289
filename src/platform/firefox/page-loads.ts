import { type LoadedPage, type PageLoads, whenLoaded } from "../page-loads.ts";
import { desktopApis } from "../desktop-apis.ts";
import { firefox } from "./firefox.ts";

/** Tabs of sites that we have access to: where we have none, Firefox matches no address. */
const OURS = { urls: ["<all_urls>"], properties: ["status"] };

/**
 * Calls back for each page that is loaded. Firefox starts the background for all that it listened to when it began, and asks
 * the filter first: it is not started for other sites.
 */
export function listenToPageLoads(loaded: (page: LoadedPage) => void): PageLoads {
  const listener = whenLoaded(loaded);
  // Firefox for Android knows no filter, and refuses the call with one.
  if (desktopApis().windows === undefined) firefox.tabs.onUpdated.addListener(listener);
  else firefox.tabs.onUpdated.addListener(listener, OURS);
  return { wakeFor: () => undefined };
}
