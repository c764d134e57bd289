import { ChatError, type ChatErrorKind } from "../../providers/chat-error.ts";
import { checkSite } from "../../providers/chatgptt/chatgptt.ts";
import type { SiteContext, Transport } from "../../providers/chatgptt/site-context.ts";
import { mayUseTabs, tabTransport, type SiteAccessDependencies, transportTo } from "../permissions/site-access.ts";
import type { TabKind } from "./site-tabs.ts";
import { canRunRequests } from "./tab-fetch.ts";

export interface SiteCheckDependencies extends SiteAccessDependencies {
  /** What reading a site's page needs. */
  context: Omit<SiteContext, "fetch" | "credentials" | "transport" | "signal">;
  /** Resolves when requests to the sites are prepared. */
  ready(): Promise<void>;
  stayAwake(): () => void;
}

/** Looks whether sites can be asked. Asks them nothing. */
export interface SiteChecks {
  /**
   * Checks a site, through the tabs too that the person has opened by themselves. Where they have passed the site's check
   * in one of them, requests go through that tab from now on.
   * @returns why the site cannot be asked; null where it can
   */
  check(url: string): Promise<ChatErrorKind | null>;
  /** As `check`, by the way that a question would go. */
  checkAsAsked(url: string, kind: TabKind): Promise<ChatErrorKind | null>;
}

/** Creates the checks of sites with the plugin. */
export function createSiteChecks(dependencies: SiteCheckDependencies): SiteChecks {
  const { tabs, proxy, useSession, context, ready, stayAwake } = dependencies;

  async function checkBy(transport: Transport, url: string): Promise<ChatErrorKind | null> {
    try {
      await checkSite(url, { ...context, ...transport, signal: new AbortController().signal });
      return null;
    } catch (thrown) {
      return ChatError.from(thrown).kind;
    }
  }

  async function checkAsAsked(url: string, kind: TabKind): Promise<ChatErrorKind | null> {
    const release = stayAwake();
    try {
      await ready();
      return await checkBy(await transportTo(url, kind, await useSession(), { tabs, proxy }), url);
    } catch (thrown) {
      return ChatError.from(thrown).kind;
    } finally {
      release();
    }
  }

  async function checkInTabs(url: string, kind: TabKind): Promise<ChatErrorKind | null> {
    const release = stayAwake();
    try {
      if (!(await mayUseTabs(url, proxy))) return "tab-past-proxy";
      for (const tabId of await tabs.all(url, kind)) {
        if (!(await canRunRequests(tabId))) continue;
        const problem = await checkBy(tabTransport(tabId), url);
        if (problem === "challenge") continue;
        if (problem === null) await tabs.adopt(url, tabId, kind);
        return problem;
      }
      return "challenge";
    } finally {
      release();
    }
  }

  return {
    checkAsAsked,
    async check(url) {
      const kind = { private: false };
      const problem = await checkAsAsked(url, kind);
      return problem === "challenge" ? checkInTabs(url, kind) : problem;
    },
  };
}
