import { type LoadedPage, type PageLoads, whenLoaded } from "../page-loads.ts";
import { firefox } from "./firefox.ts";

/** Tabs of sites that we have access to: where we have none, Firefox matches no address. */
const OURS = { urls: ["<all_urls>"], properties: ["status"] };

/**
 * Calls back for each page that is loaded. Firefox starts the background for all that it listened to when it began, and asks
 * the filter first: it is not started for other sites.
 */
export function listenToPageLoads(loaded: (page: LoadedPage) => void): PageLoads {
  firefox.tabs.onUpdated.addListener(whenLoaded(loaded), OURS);
  return { wakeFor: () => undefined };
}
