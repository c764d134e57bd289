import { browser } from "wxt/browser";
import * as z from "zod/mini";
import type { SessionMemory } from "../providers/provider.ts";
import { hostPattern } from "../settings/site-address.ts";
import { desktopApis } from "./desktop-apis.ts";

/** A tab in which the person passes a site's check, and the answers that wait for that. */
const siteTabSchema = z.object({
  tabId: z.number(),
  waiting: z.array(z.object({ site: z.string(), conversationId: z.string(), messageId: z.string() })),
});
type SiteTab = z.infer<typeof siteTabSchema>;
/** An answer that is asked again when the check of its site (the name that people know) has been passed. */
export type WaitingAnswer = SiteTab["waiting"][number];

/** Tabs of private windows have cookies of their own; neither kind serves the other's questions. */
export interface TabKind {
  private: boolean;
}

/** The tabs of chat sites that requests go through. Kept in session memory: a check takes longer than a background lives. */
export interface SiteTabs {
  /** The tab that the person opened for this site to pass its check, as long as it shows that site. */
  opened(url: string, kind: TabKind): Promise<number | undefined>;
  /** All tabs that show this site: the person may be signed in there, or have passed its check. */
  all(url: string, kind: TabKind): Promise<number[]>;
  /**
   * Opens the site for the person, or shows the tab that is open already and shows nothing else.
   * @param windowId where a tab is opened, if a certain window has to be it
   * @param waiting the answer that is asked again after the check; absent: none is
   */
  open(url: string, options: TabKind & { windowId?: number | undefined; waiting?: WaitingAnswer }): Promise<void>;
  /** Has requests go through this tab, in which the person has passed the check without our having opened it. */
  adopt(url: string, tabId: number, kind: TabKind): Promise<void>;
  /** Calls back each time such a tab has loaded a page of its site. */
  onLoaded(listener: (url: string, kind: TabKind) => void): void;
  /** What waits for the check of this site. */
  waiting(url: string, kind: TabKind): Promise<readonly WaitingAnswer[]>;
  /** The same, and from now on nothing of it waits any more. */
  takeWaiting(url: string, kind: TabKind): Promise<readonly WaitingAnswer[]>;
}

const KEY = "site-tab:";

export function createSiteTabs(memory: SessionMemory): SiteTabs {
  const key = (url: string, kind: TabKind) => `${KEY}${kind.private ? "private:" : ""}${new URL(url).origin}`;
  /** An entry is read, changed and written: one change after the other, or the second would undo the first. */
  let changing: Promise<unknown> = Promise.resolve();

  function alone<Value>(change: () => Promise<Value>): Promise<Value> {
    const changed = changing.then(change);
    changing = changed.catch(() => undefined);
    return changed;
  }

  async function read(url: string, kind: TabKind): Promise<SiteTab | undefined> {
    const stored = siteTabSchema.safeParse(await memory.get(key(url, kind)));
    return stored.success ? stored.data : undefined;
  }

  function write(url: string, kind: TabKind, tab: SiteTab): Promise<void> {
    return memory.set(key(url, kind), tab);
  }

  async function opened(url: string, kind: TabKind): Promise<number | undefined> {
    const stored = await read(url, kind);
    if (stored === undefined) return undefined;
    const tab = await browser.tabs.get(stored.tabId).catch(() => undefined);
    // A tab that the browser has put to sleep runs nothing.
    return tab?.discarded !== true && isAt(tab?.url, url) ? stored.tabId : undefined;
  }

  return {
    opened,

    async all(url, kind) {
      const tabs = await browser.tabs.query({ url: hostPattern(url), status: "complete", discarded: false });
      return tabs
        .filter((tab) => tab.incognito === kind.private && isAt(tab.url, url))
        .flatMap(({ id }) => (id === undefined ? [] : [id]));
    },

    open: (url, { windowId, waiting, ...kind }) =>
      alone(async () => {
        const before = await read(url, kind);
        const known = before && (await browser.tabs.get(before.tabId).catch(() => undefined));
        // What the person went on to in that tab is theirs.
        const tab =
          known?.id !== undefined && (isAt(known.pendingUrl ?? known.url, url) || isBlank(known))
            ? await browser.tabs.update(known.id, { active: true, url })
            : await browser.tabs.create({
                url,
                ...(windowId !== undefined && desktopApis().windows !== undefined && { windowId }),
              });
        if (tab?.id === undefined) throw new Error("No tab was opened");
        const kept = known === undefined ? [] : (before?.waiting ?? []);
        const others = kept.filter(({ messageId }) => messageId !== waiting?.messageId);
        await write(url, kind, { tabId: tab.id, waiting: waiting === undefined ? kept : [...others, waiting] });
        if (tab.windowId !== undefined) await desktopApis().windows?.update(tab.windowId, { focused: true });
      }),

    adopt: (url, tabId, kind) =>
      alone(async () => write(url, kind, { tabId, waiting: (await read(url, kind))?.waiting ?? [] })),

    onLoaded(listener) {
      async function loaded(tabId: number, url: string, kind: TabKind): Promise<void> {
        // The page can be there before it is written down that its tab is one of ours.
        await changing;
        if ((await read(url, kind))?.tabId === tabId) listener(url, kind);
      }
      browser.tabs.onUpdated.addListener((tabId, change, tab) => {
        // The address is known where we have access to the site; elsewhere the tab is not one of ours.
        if (change.status !== "complete" || tab.url === undefined) return;
        void loaded(tabId, tab.url, { private: tab.incognito });
      });
    },

    waiting: async (url, kind) => (await read(url, kind))?.waiting ?? [],

    takeWaiting: (url, kind) =>
      alone(async () => {
        const stored = await read(url, kind);
        if (stored === undefined) return [];
        await write(url, kind, { ...stored, waiting: [] });
        return stored.waiting;
      }),
  };
}

/** Whether nothing has come into a tab yet: until then Firefox does not say where it leads. */
function isBlank({ status, url = "about:blank" }: { status?: string | undefined; url?: string | undefined }): boolean {
  return status === "loading" && url === "about:blank";
}

/** Whether a tab with this address shows the site. */
function isAt(tabUrl: string | undefined, siteUrl: string): boolean {
  return tabUrl !== undefined && URL.canParse(tabUrl) && new URL(tabUrl).origin === new URL(siteUrl).origin;
}
