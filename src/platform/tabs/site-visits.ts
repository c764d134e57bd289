import type { Message } from "../../conversations/conversation.ts";
import { windowOf } from "../../conversations/temporary.ts";
import { askedBackend } from "../../conversations/writers.ts";
import type { Sites } from "../../port/server-dependencies.ts";
import { mayUseTabs } from "../permissions/site-access.ts";
import type { ProxyRoute } from "../proxy/proxy-route.ts";
import { kindOfWindow } from "../windows/own-windows.ts";
import type { SiteTabs } from "./site-tabs.ts";

/** The visits of the person to sites, in tabs, and the answers that wait for that. */
export interface SiteVisits extends Pick<Sites, "open"> {
  /** Lets an answer that met a check wait for it, if the person is about to pass that check in a tab. */
  ended(answer: Message): Promise<void>;
}

export interface SiteVisitsDependencies {
  tabs: SiteTabs;
  proxy: ProxyRoute;
  /**
   * Returns the site of the backend with this id, or of the chosen one.
   * @throws ChatError if there is none
   */
  siteOf(backendId: string | undefined): Promise<{ backendId: string; url: string }>;
}

/** Creates the visits. */
export function createSiteVisits({ tabs, proxy, siteOf }: SiteVisitsDependencies): SiteVisits {
  return {
    async open({ conversationId, messageId, ...answer }, visit) {
      const { backendId, url } = await siteOf(answer.backendId);
      if (!(await mayUseTabs(url, proxy))) return false;
      const kind = await kindOfWindow(conversationId);
      const where = { ...kind, ...(kind.private && { windowId: windowOf(conversationId) }) };
      if (visit === "look") await tabs.show(url, where);
      else
        await tabs.open(url, {
          ...where,
          ...(visit === "check" && { waiting: { backendId, conversationId, messageId } }),
        });
      return true;
    },

    async ended(answer) {
      const { id, conversationId, error } = answer;
      const backendId = askedBackend(answer)?.id;
      if (backendId === undefined || error?.kind !== "challenge") return;
      const { url } = await siteOf(backendId);
      await tabs.wait(url, await kindOfWindow(conversationId), { backendId, conversationId, messageId: id });
    },
  };
}
