import { DEFAULT_SITE_LABEL, DEFAULT_SITE_URL, type Settings } from "../settings/settings.ts";
import type { Backend, BackendSource } from "./backend.ts";

const DEFAULT_ID = "chatgptt";

/** Reads the person's chat sites as backends: the one that comes with Sidenote first. */
export function createBackendsInSettings(readSettings: () => Promise<Settings>): BackendSource {
  function toBackends({ sites, agreedAt }: Settings): readonly Backend[] {
    const all = [{ id: DEFAULT_ID, label: DEFAULT_SITE_LABEL, url: DEFAULT_SITE_URL }, ...sites];
    return all.map(({ id, label, url }) => ({ id, type: "chatgptt", name: label, config: { url }, agreedAt }));
  }

  return {
    list: async () => toBackends(await readSettings()),
    async chosen() {
      const settings = await readSettings();
      const backends = toBackends(settings);
      return backends.find(({ id }) => id === settings.siteId) ?? backends[0];
    },
  };
}
