import { browser } from "wxt/browser";
import * as z from "zod/mini";
import type { SessionMemory } from "../providers/provider.ts";

/** A tab in which the person passes a site's check, and the answers that wait for that. */
const siteTabSchema = z.object({
  tabId: z.number(),
  waiting: z.array(z.object({ conversationId: z.string(), messageId: z.string() })),
});
type SiteTab = z.infer<typeof siteTabSchema>;
export type WaitingAnswer = SiteTab["waiting"][number];

/** The tabs of chat sites that requests go through. Kept in session memory: a check takes longer than a background lives. */
export interface SiteTabs {
  /** The tab that the person opened for this site to pass its check, as long as it shows that site. */
  opened(url: string): Promise<number | undefined>;
  /** Any tab that shows this site: the person may be signed in there. */
  any(url: string): Promise<number | undefined>;
  /** Opens the site for the person, or shows the tab that is open already; the answer is asked again after the check. */
  open(url: string, answer: WaitingAnswer): Promise<void>;
  /** Calls back each time such a tab has loaded a page, with what waits for it. */
  onLoaded(listener: (site: { url: string; waiting: WaitingAnswer[] }) => void): void;
  /** What waited is being asked. */
  clearWaiting(url: string): Promise<void>;
}

const KEY = "site-tab:";

export function createSiteTabs(memory: SessionMemory, siteUrls: () => Promise<readonly string[]>): SiteTabs {
  const key = (url: string) => KEY + new URL(url).origin;

  async function read(url: string): Promise<SiteTab | undefined> {
    const stored = siteTabSchema.safeParse(await memory.get(key(url)));
    return stored.success ? stored.data : undefined;
  }

  /**
   * The tab's address is known where we have access to its site; elsewhere it is not one of ours. A tab that the browser
   * has put to sleep runs nothing.
   */
  async function shows(tabId: number, url: string): Promise<boolean> {
    const tab = await browser.tabs.get(tabId).catch(() => undefined);
    return tab?.discarded !== true && tab?.url !== undefined && new URL(tab.url).origin === new URL(url).origin;
  }

  async function opened(url: string): Promise<number | undefined> {
    const stored = await read(url);
    return stored !== undefined && (await shows(stored.tabId, url)) ? stored.tabId : undefined;
  }

  return {
    opened,

    async any(url) {
      const { protocol, hostname } = new URL(url);
      const tabs = await browser.tabs.query({ url: `${protocol}//${hostname}/*`, status: "complete" });
      return tabs.find((tab) => tab.url !== undefined && new URL(tab.url).origin === new URL(url).origin)?.id;
    },

    async open(url, answer) {
      const before = await read(url);
      const known = before && (await browser.tabs.get(before.tabId).catch(() => undefined));
      const tab =
        known?.id === undefined
          ? await browser.tabs.create({ url })
          : await browser.tabs.update(known.id, { active: true, url });
      if (tab?.id === undefined) throw new Error("No tab was opened");
      if (tab.windowId !== undefined) await browser.windows.update(tab.windowId, { focused: true });
      const waiting = [...(known === undefined ? [] : (before?.waiting ?? [])), answer];
      await memory.set(key(url), { tabId: tab.id, waiting } satisfies SiteTab);
    },

    onLoaded(listener) {
      async function loaded(tabId: number): Promise<void> {
        for (const url of await siteUrls()) {
          const stored = await read(url);
          if (stored?.tabId === tabId && (await shows(tabId, url))) listener({ url, waiting: stored.waiting });
        }
      }
      browser.tabs.onUpdated.addListener((tabId, change) => {
        if (change.status === "complete") void loaded(tabId);
      });
    },

    async clearWaiting(url) {
      const stored = await read(url);
      if (stored !== undefined) await memory.set(key(url), { ...stored, waiting: [] });
    },
  };
}
