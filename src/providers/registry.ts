import { CHATGPTT_SITE, createAiPowerProvider, type AiPowerSite } from "./chatgptt/chatgptt.ts";
import type { Provider } from "./provider.ts";
import { createSiteQueue, type SiteQueue } from "./transport/rate-limit.ts";

/** The provider that answers where nothing else was chosen. */
export const DEFAULT_PROVIDER_ID = CHATGPTT_SITE.id;

export interface RegistryOptions {
  /** Further sites that run the same plugin, as the person added them. Default: none. Ids must be unique. */
  sites?: readonly AiPowerSite[];
  /** Keeps questions to one site apart; one for all lists that a process makes. Default: a queue of its own. */
  queue?: SiteQueue;
}

/**
 * All providers, the default one first. A list with another choice of sites is made by calling it again.
 */
export function createProviders(options: RegistryOptions = {}): readonly Provider[] {
  const { queue = createSiteQueue() } = options;
  return [CHATGPTT_SITE, ...(options.sites ?? [])].map((site) => createAiPowerProvider(site, { queue }));
}

/** The provider with this id, or the first one where none has it (a site that was removed since). */
export function findProvider(providers: readonly Provider[], id: string | undefined): Provider {
  const found = providers.find((provider) => provider.id === id) ?? providers[0];
  if (found === undefined) throw new RangeError("No providers");
  return found;
}
