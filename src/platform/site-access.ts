import { browser } from "wxt/browser";
import { ChatError } from "../providers/chat-error.ts";
import type { ProviderContext } from "../providers/provider.ts";
import type { SiteTabs } from "./site-tabs.ts";
import { createTabFetch } from "./tab-fetch.ts";

export type Way = Pick<ProviderContext, "fetch" | "credentials">;

/**
 * How requests reach a site now: through the tab in which its check was passed, while that is open; with the person's own
 * session where they wish that; else directly and without cookies. Throws `ChatError` of kind `permission` where the
 * browser does not let us reach the site at all.
 */
export async function wayTo(
  site: { url: string; hosts: readonly string[] },
  tabs: SiteTabs,
  useSession: boolean,
): Promise<Way> {
  if (!(await browser.permissions.contains({ origins: [...site.hosts] }))) throw new ChatError("permission");
  const tabId = (await tabs.opened(site.url)) ?? (useSession ? await tabs.any(site.url) : undefined);
  if (tabId !== undefined) return { fetch: createTabFetch(tabId), credentials: "include" };
  return { fetch: (...parameters) => fetch(...parameters), credentials: useSession ? "include" : "omit" };
}
