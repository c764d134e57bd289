import { CHATGPTT_SITE, createAiPowerProvider, type AiPowerSite } from "./chatgptt/chatgptt.ts";
import type { Provider } from "./provider.ts";
import { createSiteQueue } from "./site-queue.ts";

/** The provider that answers where nothing else was chosen. */
export const DEFAULT_PROVIDER_ID = CHATGPTT_SITE.id;

export interface RegistryOptions {
  /** Further sites that run the same plugin, as the person added them. Default: none. Ids must be unique. */
  sites?: readonly AiPowerSite[];
}

/**
 * All providers, the default one first. Call once a process: the queue that keeps questions to one site apart lives in
 * what is returned. A list with another choice of sites is made by calling it again.
 */
export function createProviders(options: RegistryOptions = {}): readonly Provider[] {
  const queue = createSiteQueue();
  return [CHATGPTT_SITE, ...(options.sites ?? [])].map((site) => createAiPowerProvider(site, { queue }));
}

/** The provider with this id, or the first one where none has it (a site that was removed since). */
export function findProvider(providers: readonly Provider[], id: string | undefined): Provider {
  const found = providers.find((provider) => provider.id === id) ?? providers[0];
  if (found === undefined) throw new RangeError("No providers");
  return found;
}
