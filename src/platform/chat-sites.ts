import { checkAiPowerSite } from "../providers/chatgptt/chatgptt.ts";
import { ChatError, type ChatErrorKind } from "../providers/chat-error.ts";
import type { Provider, ProviderContext } from "../providers/provider.ts";
import { createProviders, findProvider } from "../providers/registry.ts";
import type { Site, SettingsStorage } from "../settings/settings.ts";
import { hostPattern } from "../settings/site-address.ts";
import type { Backend } from "../turns/backend.ts";
import { removeOwnOrigin } from "./own-origin.ts";
import { wayTo } from "./site-access.ts";
import type { SiteTabs, WaitingAnswer } from "./site-tabs.ts";

/** The sites that can be asked, as the person has set them up, and the ways to reach them. */
export interface ChatSites {
  /** The chosen site. */
  backend(): Promise<Backend>;
  /** Shows a site in a tab, by the name that people know; the answer is asked again when its check has been passed. */
  open(label: string, answer: WaitingAnswer): Promise<void>;
  /** Why this site cannot be asked; null where it can. */
  check(url: string): Promise<ChatErrorKind | null>;
  /** Calls `retry` for each answer that waited for a check which the person has passed now. */
  retryAfterChecks(retry: (answer: WaitingAnswer) => Promise<unknown>): void;
}

export interface ChatSitesSurroundings {
  settings: SettingsStorage;
  tabs: SiteTabs;
  /** What providers need, without the way to a site and the signal. */
  context: Omit<ProviderContext, "fetch" | "credentials" | "signal">;
  stayAwake(): () => void;
  report(problem: unknown): void;
}

export function createChatSites(surroundings: ChatSitesSurroundings): ChatSites {
  const { settings, tabs, context, stayAwake, report } = surroundings;
  let made: { sites: string; providers: readonly Provider[]; ready: Promise<void> } | undefined;

  /** Made anew only when the person has added or removed a site: what providers know of a site lasts as long as they do. */
  function providersOf(sites: readonly Site[]): { providers: readonly Provider[]; ready: Promise<void> } {
    const key = JSON.stringify(sites);
    if (made?.sites !== key) {
      const providers = createProviders({ sites });
      made = { sites: key, providers, ready: removeOwnOrigin(providers.map(({ url }) => new URL(url).hostname)) };
    }
    return made;
  }

  async function check(url: string): Promise<ChatErrorKind | null> {
    const rest = stayAwake();
    try {
      const { useSiteSession } = await settings.get();
      const way = await wayTo({ url, hosts: [hostPattern(url)] }, tabs, useSiteSession);
      await checkAiPowerSite(url, { ...context, ...way, signal: new AbortController().signal });
      return null;
    } catch (thrown) {
      return ChatError.from(thrown).kind;
    } finally {
      rest();
    }
  }

  return {
    async backend() {
      const { sites, siteId, useSiteSession } = await settings.get();
      const { providers, ready } = providersOf(sites);
      const provider = findProvider(providers, siteId ?? undefined);
      return {
        label: provider.label,
        async *chat(request, signal) {
          await ready;
          const way = await wayTo(provider, tabs, useSiteSession);
          yield* provider.chat(request, { ...context, ...way, signal });
        },
      };
    },

    async open(label, answer) {
      const { providers } = providersOf((await settings.get()).sites);
      const site = providers.find((provider) => provider.label === label) ?? findProvider(providers, undefined);
      await tabs.open(site.url, answer);
    },

    check,

    retryAfterChecks(retry) {
      async function retryWaiting(url: string, waiting: WaitingAnswer[]): Promise<void> {
        if (waiting.length === 0 || (await check(url)) === "challenge") return;
        await tabs.clearWaiting(url);
        for (const answer of waiting) await retry(answer);
      }
      tabs.onLoaded(({ url, waiting }) => void retryWaiting(url, waiting).catch(report));
    },
  };
}
