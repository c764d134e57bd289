import { browser } from "wxt/browser";
import { ChatError } from "../providers/chat-error.ts";
import type { Way } from "../providers/provider.ts";
import { hostPattern } from "../settings/site-address.ts";
import type { SiteTabs, TabKind } from "./site-tabs.ts";
import { canRunRequests, createTabFetch } from "./tab-fetch.ts";

/** Straight from the background, without the person's cookies. */
export const DIRECT_WAY: Way = { fetch: (...parameters) => fetch(...parameters), credentials: "omit" };

/**
 * How requests reach a site now: through the tab in which its check was passed, while that is open; with the person's own
 * session where they wish that; else directly and without cookies. A tab in which nothing can be run (the browser shows an
 * error there) is passed over. Throws `ChatError` of kind `permission` where the browser does not let us reach the site at
 * all.
 */
export async function wayTo(url: string, tabs: SiteTabs, kind: TabKind, useSession: boolean): Promise<Way> {
  if (!(await browser.permissions.contains({ origins: [hostPattern(url)] }))) throw new ChatError("permission");
  const opened = await tabs.opened(url, kind);
  const others = useSession ? await tabs.all(url, kind) : [];
  for (const tabId of [...(opened === undefined ? [] : [opened]), ...others]) {
    if (await canRunRequests(tabId)) return wayThrough(tabId);
  }
  // The background's own cookies are not those of private windows.
  return useSession && !kind.private ? { ...DIRECT_WAY, credentials: "include" } : DIRECT_WAY;
}

/** Through a tab of the site, with its origin and all its cookies. */
export function wayThrough(tabId: number): Way {
  return { fetch: createTabFetch(tabId), credentials: "include" };
}
