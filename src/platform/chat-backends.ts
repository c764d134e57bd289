import { backendAddress } from "../backends/address.ts";
import { readBackend } from "../backends/backend.ts";
import { chosenBackend } from "../backends/backends.ts";
import { backendsAfter } from "../backends/backends-after.ts";
import type { HealthStore } from "../backends/health-store.ts";
import { passOver } from "../backends/pass-over.ts";
import type { SentLog } from "../backends/sent/sent-log.ts";
import type { Target } from "../backends/target.ts";
import { browser } from "wxt/browser";
import { createOpenBackends, type Draft } from "../backends/open-backends.ts";
import { allows } from "../organisation/allows.ts";
import { MANAGED_PREFIX } from "../organisation/managed-prefix.ts";
import { createProbes, type Probes } from "../backends/probes.ts";
import { isTemporary } from "../conversations/temporary.ts";
import type { Call } from "../providers/provider.ts";
import { createProviderTypes } from "../providers/registry.ts";
import { createRateLimit } from "../providers/transport/rate-limit.ts";
import type { SecretMask } from "../secrets/secret-mask.ts";
import type { Secret } from "../secrets/secret.ts";
import type { Settings } from "../settings/settings.ts";
import type { SettingsReader } from "../settings/settings-reader.ts";
import { DEFAULT_SITE_URL } from "../settings/view-settings.ts";
import { isNearby } from "../settings/site-address.ts";
import type { Sites } from "../port/server-dependencies.ts";
import { ChatError } from "../providers/chat-error.ts";
import type { BackendChoice, BackendOrder, Outcome, ReadyBackend } from "../turns/backend.ts";
import { guestIn } from "./guest-identity.ts";
import { removeOwnOrigin } from "./permissions/own-origin.ts";
import { createSiteAccess } from "./permissions/site-access.ts";
import { readLanguageModel } from "./built-in/language-model.ts";
import type { ProxyRoute } from "./proxy/proxy-route.ts";
import { createSiteChecks, type SiteCheckDependencies } from "./tabs/check-site.ts";
import { afterChecks } from "./tabs/retry-after-challenge.ts";
import type { SiteTabs, WaitingAnswer } from "./tabs/site-tabs.ts";
import { createSiteVisits, type SiteVisits } from "./tabs/site-visits.ts";

/** The backends that can be asked, as the person has set them up, and the ways to reach them. */
export interface ChatBackends extends Sites, SiteVisits {
  readonly probes: Probes;
  /** Returns what fetches as backends are asked, from hosts that may be none of theirs, given as match patterns. */
  fetchFrom(origins: readonly string[]): typeof fetch;
  /**
   * Returns the backends that an answer is asked of.
   * @throws ChatError of kind `no-backend` if the first is gone or unreadable: never another one instead
   */
  order(choice: BackendChoice): Promise<BackendOrder>;
  /** Keeps how a backend has done. */
  readonly outcome: Outcome;
  /** Calls `retry` for each answer that waited for a check which the person has passed now. */
  retryAfterChecks(retry: (answer: WaitingAnswer) => Promise<unknown>): void;
}

export interface ChatBackendsDependencies {
  settings: SettingsReader<Settings>;
  tabs: SiteTabs;
  proxy: ProxyRoute;
  /** What every call brings. */
  call: Pick<Call, "now" | "online">;
  /** What reading a site's page needs. */
  tools: Omit<SiteCheckDependencies["context"], "now" | "online" | "guest">;
  /** Reads a key by its id. undefined: it is missing or cannot be read. */
  readKey(id: string): Promise<Secret | undefined>;
  mask: Pick<SecretMask, "error">;
  health: HealthStore;
  sentLog: Pick<SentLog, "add">;
  stayAwake(): () => void;
  report(problem: unknown): void;
}

/** Wires backends to the browser. */
export function createChatBackends(dependencies: ChatBackendsDependencies): ChatBackends {
  const { settings, tabs, proxy, call, tools, readKey, mask, health, sentLog, stayAwake, report } = dependencies;
  const readBackends = async () => (await settings.get()).backends;
  /** The keys of an organisation go to its own backends alone. */
  async function isAllowed({ type, config, keyId }: Pick<Draft, "type" | "config" | "keyId">): Promise<boolean> {
    const { rules } = await settings.get();
    if (keyId?.startsWith(MANAGED_PREFIX) === true) return false;
    const backend = readBackend("", { type, config, name: "" });
    return rules === undefined || (backend !== undefined && allows(rules, backend));
  }
  const useSession = async () => (await settings.get()).useSiteSession;
  const backends = createOpenBackends({
    types: createProviderTypes({
      chatgptt: { ...tools, access: createSiteAccess({ tabs, proxy, useSession }) },
      builtIn: { languageModel: readLanguageModel },
    }),
    readBackends,
    isAllowed,
    rateLimit: createRateLimit(),
    call: { ...call, fetch: proxy.fetch },
    readKey,
    mayReach: (origins) => browser.permissions.contains({ origins: [...origins] }),
    prepare: (origins) => removeOwnOrigin(origins.map((origin) => new URL(origin.replace(/\*$/, "")).hostname)),
    sent({ id, name }, { conversationId, holdsPageText = true }) {
      // Nothing of these stays on the disk.
      if (conversationId === undefined || isTemporary(conversationId)) return;
      sentLog.add({ backendId: id, name, holdsPageText }).catch(report);
    },
    report,
  });
  const context = { ...tools, ...call };
  const checks = createSiteChecks({ tabs, proxy, useSession, context, ready: backends.ready, stayAwake });

  /** @throws ChatError of kind `no-backend` */
  async function ready(conversationId: string, target: Target | undefined): Promise<ReadyBackend> {
    const { backend, atOnce, chat } = await backends.open(target?.backendId);
    const { id, name, agreedAt, neverPages } = backend;
    const model = target?.model ?? backend.model;
    const think = target?.think;
    const wishes = { ...(model !== undefined && { model }), ...(think !== undefined && { think }) };
    return {
      id,
      name,
      ...wishes,
      agreed: agreedAt !== null,
      neverPages,
      atOnce,
      chat: (request, signal) => chat({ ...request, conversationId, ...wishes }, signal),
    };
  }

  return {
    async order({ conversationId, target, alone = false, holdsPageText = true }) {
      const first = await ready(conversationId, target);
      const { usable } = await readBackends();
      const asked = usable.find(({ id }) => id === first.id);
      const next = alone || asked === undefined ? [] : backendsAfter(asked, usable);
      if (next.length === 0) return { first, others: [] };
      const [healths, others] = await Promise.all([
        guestIn(conversationId).then((guest) => health.get([first.id, ...next.map(({ id }) => id)], guest)),
        Promise.all(next.map(({ id }) => ready(conversationId, { backendId: id }))),
      ]);
      const mustNotGet = ({ neverPages }: ReadyBackend) => holdsPageText && neverPages === true;
      // Nobody is asked in place of one that the person has not agreed to, or that must not get the question.
      if (!first.agreed) return { first, others };
      if (mustNotGet(first)) return { first, others: [] };
      const [firstInTurn, ...othersInTurn] = passOver([first, ...others], healths, call.now(), mustNotGet);
      return { first: firstInTurn, others: othersInTurn };
    },

    outcome({ conversationId, backendId }, error) {
      if (backendId === "") return;
      guestIn(conversationId)
        .then((guest) =>
          error === undefined ? health.forget(backendId, guest) : health.failed(backendId, error, guest),
        )
        .catch(report);
    },

    ...createSiteVisits({
      tabs,
      proxy,
      async siteOf(wishedId) {
        const { usable, chosenId } = await readBackends();
        const backend = usable.find(({ id }) => id === (wishedId ?? chosenId));
        // Only these have a site that people can visit.
        if (backend?.type !== "chatgptt") throw new ChatError("no-backend");
        return { backendId: backend.id, url: backend.config.url };
      },
    }),

    check: async (url) =>
      (await isAllowed({ type: "chatgptt", config: { url } })) ? checks.check(url) : "not-allowed",

    probes: createProbes({ backends, masked: mask.error, stayAwake, now: call.now }),

    fetchFrom:
      (origins) =>
      async (...request) => {
        await backends.ready(origins);
        return proxy.fetch(...request);
      },

    async checkProxy() {
      const release = stayAwake();
      try {
        const all = await readBackends();
        const chosen = chosenBackend(all);
        const addresses = [...(chosen === undefined ? [] : [chosen]), ...all.usable].map(backendAddress);
        return await proxy.test(addresses.find((url) => url !== undefined && !isNearby(url)) ?? DEFAULT_SITE_URL);
      } finally {
        release();
      }
    },

    retryAfterChecks(retry) {
      afterChecks(
        tabs,
        checks.checkAsAsked,
        async (answer) => {
          // It has just let the person in.
          await health.forget(answer.backendId, await guestIn(answer.conversationId));
          await retry(answer);
        },
        report,
      );
    },
  };
}
