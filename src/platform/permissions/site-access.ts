import { proxySupport } from "#browser/proxy.ts";
import { browser } from "wxt/browser";
import { ChatError, type ChatErrorKind } from "../../providers/chat-error.ts";
import type { SiteAccess } from "../../providers/chatgptt/chatgptt.ts";
import type { Transport } from "../../providers/chatgptt/site-context.ts";
import { hostPattern } from "../../settings/site-address.ts";
import { guestIn } from "../guest-identity.ts";
import type { ProxyRoute } from "../proxy/proxy-route.ts";
import type { SiteTabs, TabKind } from "../tabs/site-tabs.ts";
import { canRunRequests, createTabFetch } from "../tabs/tab-fetch.ts";
import { kindOfWindow } from "../windows/own-windows.ts";

/** All that requests can go through. */
export interface TransportDependencies {
  tabs: SiteTabs;
  proxy: ProxyRoute;
}

/** What the access of questions depends on. */
export interface SiteAccessDependencies extends TransportDependencies {
  /** Whether the person asks with their own session at sites. */
  useSession(): Promise<boolean>;
}

/** Creates the access of questions to their sites: each by what the window that it is asked in may use. */
export function createSiteAccess({ useSession, ...transports }: SiteAccessDependencies): SiteAccess {
  return {
    async transport(url, conversationId) {
      const kind = conversationId === undefined ? { private: false } : await kindOfWindow(conversationId);
      return transportTo(url, kind, await useSession(), transports);
    },
    guest: guestIn,
    asMendable: (error, url) => asMendable(error, url, transports.proxy),
  };
}

/** Straight from the background, without the person's cookies; through the proxy, where there is one. */
export function directTransport(proxy: ProxyRoute): Transport {
  return { fetch: proxy.fetch, credentials: "omit" };
}

/**
 * How requests reach a site now: through the tab in which its check was passed, while that is open; with the person's own
 * session where they wish that; else directly and without cookies. A tab in which nothing can be run (the browser shows an
 * error there) is passed over. Throws `ChatError` of kind `permission` where the browser does not let us reach the site at
 * all, and of kind `proxy` where nothing can be sent through the proxy that the person has chosen.
 */
export async function transportTo(
  url: string,
  kind: TabKind,
  useSession: boolean,
  { tabs, proxy }: TransportDependencies,
): Promise<Transport> {
  if (!(await mayReach(url))) throw new ChatError("permission");
  if (await mayUseTabs(url, proxy)) {
    const opened = await tabs.opened(url, kind);
    const others = useSession ? await tabs.all(url, kind) : [];
    for (const tabId of [...(opened === undefined ? [] : [opened]), ...others]) {
      if (await canRunRequests(tabId)) return tabTransport(tabId);
    }
  }
  // The background's own cookies are not those of private windows.
  return { ...directTransport(proxy), ...(useSession && !kind.private && { credentials: "include" }) };
}

/** Whether the browser lets us reach this site. */
export function mayReach(url: string): Promise<boolean> {
  return browser.permissions.contains({ origins: [hostPattern(url)] });
}

/** Whether a tab of this site may run requests: not where it would go past the person's proxy. */
export async function mayUseTabs(url: string, proxy: ProxyRoute): Promise<boolean> {
  return !(await proxy.covers(url)) || proxySupport.coversTabs;
}

/** What is mended in a tab of the site, or looked at there. */
const MENDED_IN_TABS: ReadonlySet<ChatErrorKind> = new Set(["challenge", "unauthorized", "moved"]);

/** A failure as the person can mend it: one that asks for a tab is another where no tab of the site may be opened. */
async function asMendable(error: ChatError, url: string, proxy: ProxyRoute): Promise<ChatError> {
  if (!MENDED_IN_TABS.has(error.kind) || (await mayUseTabs(url, proxy))) return error;
  return new ChatError("tab-past-proxy", { status: error.status, detail: error.detail, cause: error });
}

/** Through a tab of the site, with its origin and all its cookies. */
export function tabTransport(tabId: number): Transport {
  return { fetch: createTabFetch(tabId), credentials: "include" };
}
