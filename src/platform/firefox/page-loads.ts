import { type LoadedPage, type PageLoads, whenLoaded } from "../tabs/page-loads.ts";
import { desktopApis } from "../desktop-apis.ts";
import { firefox } from "./firefox.ts";

/** Matches the tabs of sites that we have access to. Firefox matches no address without access. */
const OURS = { urls: ["<all_urls>"], properties: ["status"] };

/**
 * Calls back for each page that has loaded. Firefox starts the background for whatever it listened to when it began,
 * but asks the filter first, so other sites do not start it. Firefox for Android has no filter and refuses a call with
 * one. There it listens only while something is waited for, because each change of a tab would start the background.
 */
export function listenToPageLoads(loaded: (page: LoadedPage) => void): PageLoads {
  const listener = whenLoaded(loaded);
  const { onUpdated } = firefox.tabs;
  if (desktopApis().windows !== undefined) {
    onUpdated.addListener(listener, OURS);
    return { wakeFor: () => undefined };
  }
  // A later listener would miss the page that this background was started for.
  onUpdated.addListener(listener);
  return {
    wakeFor(needed) {
      if (needed) onUpdated.addListener(listener);
      else onUpdated.removeListener(listener);
    },
  };
}
