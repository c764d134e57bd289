import { browser } from "wxt/browser";
import { listenToPageLoads } from "#browser/page-loads.ts";
import * as z from "zod/mini";
import type { ListedMemory } from "../../conversations/store/listed-memory.ts";
import { type OverflowEvents, withOverflow } from "../../conversations/store/overflow-memory.ts";
import { bareHost, isSameSite } from "../../providers/transport/same-site.ts";
import { hostPattern } from "../../settings/site-address.ts";
import { desktopApis } from "../desktop-apis.ts";
import type { LoadedPage, PageLoads } from "./page-loads.ts";

/** A tab in which the person passes a site's check, and the answers that wait for that. */
const siteTabSchema = z.object({
  tabId: z.number(),
  waiting: z.array(z.object({ backendId: z.string(), conversationId: z.string(), messageId: z.string() })),
});
type SiteTab = z.infer<typeof siteTabSchema>;
/** An answer that is asked again, of the same backend, when the person has passed the check of its site. */
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
   */
  show(url: string, options: TabKind & { windowId?: number | undefined }): Promise<void>;
  /**
   * The same, for what the person does there: from then on requests go through that tab.
   * @param waiting the answer that is asked again after the check; absent: none is
   */
  open(url: string, options: TabKind & { windowId?: number | undefined; waiting?: WaitingAnswer }): Promise<void>;
  /** One more answer that met the check while the site's tab is open waits for it, too. */
  wait(url: string, kind: TabKind, waiting: WaitingAnswer): Promise<void>;
  /** Has requests go through this tab, in which the person has passed the check without our having opened it. */
  adopt(url: string, tabId: number, kind: TabKind): Promise<void>;
  /** Calls back each time such a tab has loaded a page of its site, at least as long as something waits for that. */
  onLoaded(listener: (url: string, kind: TabKind) => void, report: (problem: unknown) => void): void;
  /** What waits for the check of this site. */
  waiting(url: string, kind: TabKind): Promise<readonly WaitingAnswer[]>;
  /** This answer waits no more. */
  stopWaiting(url: string, kind: TabKind, answer: WaitingAnswer): Promise<void>;
  /** Forgets private tabs that are gone, and what waits of conversations whose ids begin like this: a window has closed. */
  forget(prefix: string): Promise<void>;
}

const KEY = "site-tab:";
const PRIVATE_KEY = `${KEY}private:`;

/** Keeps tabs in `storage`. If that is full, one waits in the background, which stays awake for it. */
export function createSiteTabs(storage: ListedMemory, events: Pick<OverflowEvents, "stayAwake"> = {}): SiteTabs {
  const memory = withOverflow(storage, events);
  // A site can lead to its name with `www.`, or without it, and is the same one there.
  const key = (url: string, kind: TabKind) =>
    `${kind.private ? PRIVATE_KEY : KEY}${new URL(url).protocol}//${bareHost(url)}`;
  /** An entry is read, changed and written: one change after the other, or the second would undo the first. */
  let changing: Promise<unknown> = Promise.resolve();
  let loads: PageLoads | undefined;

  function alone<Value>(change: () => Promise<Value>): Promise<Value> {
    const changed = changing.then(change);
    changing = changed.catch(() => undefined);
    return changed;
  }

  async function readKey(name: string): Promise<SiteTab | undefined> {
    const stored = siteTabSchema.safeParse(await memory.get(name));
    return stored.success ? stored.data : undefined;
  }

  const read = (url: string, kind: TabKind) => readKey(key(url, kind));

  async function write(url: string, kind: TabKind, tab: SiteTab): Promise<void> {
    await memory.set(key(url, kind), tab);
    await listenWhereNeeded();
  }

  /** Only what waits for a check makes it worth starting for a page. */
  async function listenWhereNeeded(): Promise<void> {
    const names = (await memory.keys()).filter((name) => name.startsWith(KEY));
    const stored = await Promise.all(names.map(readKey));
    loads?.wakeFor(stored.some((tab) => tab !== undefined && tab.waiting.length > 0));
  }

  /** The tab that shows the site for the person now, and what is known of it. */
  async function bring(url: string, { windowId, ...kind }: TabKind & { windowId?: number | undefined }) {
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
    return { tab, tabId: tab.id, waiting: known === undefined ? [] : (before?.waiting ?? []) };
  }

  async function focusWindow(windowId: number | undefined): Promise<void> {
    if (windowId !== undefined) await desktopApis().windows?.update(windowId, { focused: true });
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
      const tabs = await browser.tabs.query({ url: patternsOf(url), status: "complete", discarded: false });
      return tabs
        .filter((tab) => tab.incognito === kind.private && isAt(tab.url, url))
        .flatMap(({ id }) => (id === undefined ? [] : [id]));
    },

    show: (url, options) =>
      alone(async () => {
        const { tab } = await bring(url, options);
        await focusWindow(tab.windowId);
      }),

    open: (url, { waiting, ...options }) =>
      alone(async () => {
        const { tab, tabId, waiting: before } = await bring(url, options);
        await write(url, options, { tabId, waiting: waiting === undefined ? before : withOne(before, waiting) });
        await focusWindow(tab.windowId);
      }),

    wait: (url, kind, waiting) =>
      alone(async () => {
        const stored = await read(url, kind);
        if (stored === undefined || (await opened(url, kind)) === undefined) return;
        await write(url, kind, { ...stored, waiting: withOne(stored.waiting, waiting) });
      }),

    adopt: (url, tabId, kind) =>
      alone(async () => write(url, kind, { tabId, waiting: (await read(url, kind))?.waiting ?? [] })),

    onLoaded(listener, report) {
      async function loaded({ tabId, url, private: isPrivate }: LoadedPage): Promise<void> {
        // The page can be there before it is written down that its tab is one of ours.
        await changing;
        const kind = { private: isPrivate };
        if ((await read(url, kind))?.tabId === tabId) listener(url, kind);
      }
      loads = listenToPageLoads((page) => void loaded(page).catch(report));
      void alone(listenWhereNeeded).catch(report);
    },

    waiting: async (url, kind) => (await read(url, kind))?.waiting ?? [],

    stopWaiting: (url, kind, { messageId }) =>
      alone(async () => {
        const stored = await read(url, kind);
        if (stored === undefined) return;
        await write(url, kind, { ...stored, waiting: stored.waiting.filter((one) => one.messageId !== messageId) });
      }),

    forget: (prefix) =>
      alone(async () => {
        for (const name of (await memory.keys()).filter((each) => each.startsWith(KEY))) {
          const stored = await readKey(name);
          if (stored === undefined) continue;
          const isGone =
            name.startsWith(PRIVATE_KEY) && (await browser.tabs.get(stored.tabId).catch(() => undefined)) === undefined;
          const waiting = stored.waiting.filter(({ conversationId }) => !conversationId.startsWith(prefix));
          if (isGone) await memory.delete(name);
          else if (waiting.length < stored.waiting.length) await memory.set(name, { ...stored, waiting });
        }
        await listenWhereNeeded();
      }),
  };
}

/** What waits, with this answer at its end. */
function withOne(waiting: readonly WaitingAnswer[], answer: WaitingAnswer): WaitingAnswer[] {
  return [...waiting.filter(({ messageId }) => messageId !== answer.messageId), answer];
}

/** Whether nothing has come into a tab yet: until then Firefox does not say where it leads. */
function isBlank({ status, url = "about:blank" }: { status?: string | undefined; url?: string | undefined }): boolean {
  return status === "loading" && url === "about:blank";
}

/** The match patterns of a site's tabs, with `www.` and without it. */
function patternsOf(siteUrl: string): string[] {
  const { protocol, port } = new URL(siteUrl);
  const bare = bareHost(siteUrl).replace(`:${port}`, "");
  return [hostPattern(siteUrl), `${protocol}//${bare}/*`, `${protocol}//www.${bare}/*`];
}

/** Whether a tab with this address shows the site. */
function isAt(tabUrl: string | undefined, siteUrl: string): boolean {
  return tabUrl !== undefined && isSameSite(tabUrl, siteUrl);
}
