import type { BackendOf, UsableBackend } from "./backend.ts";
import { BACKEND_KIND, type Backends, CHOSEN_KEY, readBackends } from "./backends.ts";

/** A site on this host, agreed to, as the settings add it. */
export function siteRecord(host: string, change: Partial<BackendOf<"chatgptt">> = {}): BackendOf<"chatgptt"> {
  const url = `https://${host}`;
  return { id: `site:${url}`, type: "chatgptt", name: host, config: { url }, agreedAt: 5, ...change };
}

/** The entries of these backends, in this order. */
export function backendEntries(records: readonly UsableBackend[], chosenId?: string): Record<string, unknown> {
  return {
    ...Object.fromEntries(records.map((record) => [BACKEND_KIND.prefix + record.id, record])),
    [BACKEND_KIND.orderKey]: records.map(({ id }) => id),
    ...(chosenId !== undefined && { [CHOSEN_KEY]: chosenId }),
  };
}

/** These backends behind the default one, whose agreement was given at this time. */
export function backendsOf(
  records: readonly UsableBackend[],
  chosenId?: string,
  agreedAt: number | null = 5,
): Backends {
  return readBackends({ ...backendEntries(records, chosenId), "backend:chatgptt": { agreedAt } });
}
