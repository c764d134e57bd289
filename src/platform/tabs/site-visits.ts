import type { Message } from "../../conversations/conversation.ts";
import { windowOf } from "../../conversations/temporary.ts";
import { askedSite } from "../../conversations/writers.ts";
import type { SiteVisit } from "../../settings/site-visit.ts";
import { mayUseTabs } from "../permissions/site-access.ts";
import type { ProxyRoute } from "../proxy/proxy-route.ts";
import { kindOfWindow } from "../windows/own-windows.ts";
import type { SiteTabs, WaitingAnswer } from "./site-tabs.ts";

/** The visits of the person to sites, in tabs, and the answers that wait for that. */
export interface SiteVisits {
  /**
   * Shows the site of an answer in a tab.
   * @returns false if nothing is opened, because it would go past the person's proxy
   */
  open(answer: WaitingAnswer, visit: SiteVisit): Promise<boolean>;
  /** Lets an answer that met a check wait for it, if the person is about to pass that check in a tab. */
  ended(answer: Message): Promise<void>;
}

export interface SiteVisitsDependencies {
  tabs: SiteTabs;
  proxy: ProxyRoute;
  /** Returns the site that people know by this name, as it is named and where it is. */
  siteCalled(name: string): Promise<{ name: string; url: string }>;
}

/** Creates the visits. */
export function createSiteVisits({ tabs, proxy, siteCalled }: SiteVisitsDependencies): SiteVisits {
  return {
    async open({ site: wished, conversationId, messageId }, visit) {
      const { name: site, url } = await siteCalled(wished);
      if (!(await mayUseTabs(url, proxy))) return false;
      const kind = await kindOfWindow(conversationId);
      const where = { ...kind, ...(kind.private && { windowId: windowOf(conversationId) }) };
      if (visit === "look") await tabs.show(url, where);
      else
        await tabs.open(url, { ...where, ...(visit === "check" && { waiting: { site, conversationId, messageId } }) });
      return true;
    },

    async ended(answer) {
      const { id, conversationId, error } = answer;
      const site = askedSite(answer);
      if (site === undefined || error?.kind !== "challenge") return;
      const { url } = await siteCalled(site);
      await tabs.wait(url, await kindOfWindow(conversationId), { site, conversationId, messageId: id });
    },
  };
}
