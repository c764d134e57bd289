import * as z from "zod/mini";
import type { StoredEntries } from "../entries/entries.ts";
import { proxySchema } from "./proxy.ts";
import { type PopupSettings, readPopupSettings } from "./popup-settings.ts";

/** Settings that are one value each. */
const valuesSchema = z.object({
  /** Ask with the person's own cookies for the site, as somebody who is signed in there. */
  useSiteSession: z.catch(z.boolean(), false),
  /** The proxy as it was last saved, used or not; null: none. Its password is in the store of secrets. */
  proxy: z.catch(z.nullable(proxySchema), null),
  /** Reach the chat sites only through the proxy. If the stored value cannot be read, it is on: never bypass a proxy. */
  useProxy: z.catch(z.boolean(), ({ input }) => input !== undefined),
});

/** All that a person has set up, from one read. */
export interface Settings extends PopupSettings, z.infer<typeof valuesSchema> {}

/** What a change of settings can name. Backends are changed by the `BackendStore`. */
export type ChangeableSettings = Omit<Settings, "backends">;

/** The entry of a setting that is one value. */
export const settingKey = (name: string) => `setting:${name}`;

/** Reads the settings from all entries. What is missing or damaged is its default. */
export function readSettings(stored: StoredEntries): Settings {
  const names = Object.keys(valuesSchema.shape);
  const values = Object.fromEntries(names.map((name) => [name, stored[settingKey(name)]]));
  return { ...valuesSchema.parse(values), ...readPopupSettings(stored) };
}

export const defaultSettings: Settings = readSettings({});
