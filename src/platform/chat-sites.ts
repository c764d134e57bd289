import { checkAiPowerSite } from "../providers/chatgptt/chatgptt.ts";
import { ChatError, type ChatErrorKind } from "../providers/chat-error.ts";
import type { Provider, ProviderContext, Transport } from "../providers/provider.ts";
import { createProviders, findProvider } from "../providers/registry.ts";
import { createSiteQueue } from "../providers/transport/rate-limit.ts";
import type { ProxyVerdict } from "../settings/proxy-verdict.ts";
import { DEFAULT_SITE_URL, type Site, type SettingsStorage } from "../settings/settings.ts";
import { isOnThisMachine } from "../settings/site-address.ts";
import type { SiteVisit } from "../settings/site-visit.ts";
import type { Message } from "../conversations/conversation.ts";
import { askedSite } from "../conversations/writers.ts";
import type { Asking, Backend } from "../turns/backend.ts";
import { windowOf } from "../conversations/temporary.ts";
import { kindOfWindow } from "./windows/own-windows.ts";
import { guestOf } from "./guest-identity.ts";
import { removeOwnOrigin } from "./permissions/own-origin.ts";
import { afterChecks } from "./tabs/retry-after-challenge.ts";
import type { ProxyRoute } from "./proxy/proxy-route.ts";
import { asMendable, directTransport, mayUseTabs, tabTransport, transportTo } from "./permissions/site-access.ts";
import type { SiteTabs, TabKind, WaitingAnswer } from "./tabs/site-tabs.ts";
import { canRunRequests } from "./tabs/tab-fetch.ts";

/** The sites that can be asked, as the person has set them up, and the ways to reach them. */
export interface ChatSites {
  /** The site that an answer is asked of. */
  backend(asking: Asking): Promise<Backend>;
  /** Shows the site of an answer in a tab. False: nothing is opened, because it would go past the person's proxy. */
  open(answer: WaitingAnswer, visit: SiteVisit): Promise<boolean>;
  /** An answer has ended. One that met a check which the person is about to pass in a tab is asked again after it, too. */
  ended(answer: Message): Promise<void>;
  /** Why this site cannot be asked; null where it can. */
  check(url: string): Promise<ChatErrorKind | null>;
  /** Asks for the chosen site's page through the proxy, and says how that went. */
  checkProxy(): Promise<ProxyVerdict>;
  /** Calls `retry` for each answer that waited for a check which the person has passed now. */
  retryAfterChecks(retry: (answer: WaitingAnswer) => Promise<unknown>): void;
}

export interface ChatSitesDependencies {
  settings: SettingsStorage;
  tabs: SiteTabs;
  proxy: ProxyRoute;
  /** What providers need, without the way to a site and the signal. */
  context: Omit<ProviderContext, "fetch" | "credentials" | "way" | "signal">;
  stayAwake(): () => void;
  report(problem: unknown): void;
}

export function createChatSites(dependencies: ChatSitesDependencies): ChatSites {
  const { settings, tabs, proxy, context, stayAwake, report } = dependencies;
  const transports = { tabs, proxy };
  const queue = createSiteQueue();
  let made: { sites: string; providers: readonly Provider[]; ready: Promise<void> } | undefined;

  /** Made anew only when the person has added or removed a site: what providers know of a site lasts as long as they do. */
  function providersOf(sites: readonly Site[]): { providers: readonly Provider[]; ready: Promise<void> } {
    const key = JSON.stringify(sites);
    if (made?.sites !== key) {
      const providers = createProviders({ sites, queue });
      const making = {
        sites: key,
        providers,
        ready: removeOwnOrigin(providers.map(({ url }) => new URL(url).hostname)),
      };
      made = making;
      making.ready.catch((problem: unknown) => {
        report(problem);
        // The next question tries again.
        if (made === making) made = undefined;
      });
    }
    return made;
  }

  /** The site that people know by this name; the default one where there is none any more. */
  async function siteCalled(name: string): Promise<Provider> {
    const { providers } = providersOf((await settings.get()).sites);
    return providers.find(({ label }) => label === name) ?? findProvider(providers, undefined);
  }

  /** Why the site cannot be asked by this way. */
  async function checkBy(way: Transport, url: string): Promise<ChatErrorKind | null> {
    try {
      await checkAiPowerSite(url, { ...context, ...way, signal: new AbortController().signal });
      return null;
    } catch (thrown) {
      return ChatError.from(thrown).kind;
    }
  }

  /** Like `check`, without the tabs that the person has opened by themselves. */
  async function checkAsAsked(url: string, kind: TabKind): Promise<ChatErrorKind | null> {
    const rest = stayAwake();
    try {
      const { sites, useSiteSession } = await settings.get();
      await providersOf(sites).ready;
      return await checkBy(await transportTo(url, kind, useSiteSession, transports), url);
    } catch (thrown) {
      return ChatError.from(thrown).kind;
    } finally {
      rest();
    }
  }

  /** Where the person has passed the check in a tab of theirs, requests go through that one from now on. */
  async function checkInTabs(url: string, kind: TabKind): Promise<ChatErrorKind | null> {
    const rest = stayAwake();
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
      rest();
    }
  }

  return {
    async backend({ conversationId, site }) {
      const { sites, siteId } = await settings.get();
      const { providers, ready } = providersOf(sites);
      const wished = providers.find(({ label }) => label === site);
      const provider = wished ?? findProvider(providers, siteId ?? undefined);
      return {
        label: provider.label,
        async *chat(request, signal) {
          await ready;
          const kind = await kindOfWindow(conversationId);
          const way = async () => transportTo(provider.url, kind, (await settings.get()).useSiteSession, transports);
          const windowId = windowOf(conversationId);
          const guest = kind.private && windowId !== undefined && { guest: guestOf(windowId) };
          try {
            yield* provider.chat(request, { ...context, ...directTransport(proxy), ...guest, way, signal });
          } catch (thrown) {
            throw await asMendable(ChatError.from(thrown), provider.url, proxy);
          }
        },
      };
    },

    async open({ site: label, conversationId, messageId }, visit) {
      const { url, label: site } = await siteCalled(label);
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

    async check(url) {
      const kind = { private: false };
      const problem = await checkAsAsked(url, kind);
      return problem === "challenge" ? checkInTabs(url, kind) : problem;
    },

    async checkProxy() {
      const rest = stayAwake();
      try {
        const { sites, siteId } = await settings.get();
        const { url } = findProvider(providersOf(sites).providers, siteId ?? undefined);
        return await proxy.test(isOnThisMachine(url) ? DEFAULT_SITE_URL : url);
      } finally {
        rest();
      }
    },

    retryAfterChecks(retry) {
      afterChecks(tabs, checkAsAsked, retry, report);
    },
  };
}
