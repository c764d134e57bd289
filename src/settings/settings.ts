import * as z from "zod/mini";
import type { StoredEntries } from "../entries/entries.ts";
import { proxySchema } from "./proxy.ts";
import { type PopupSettings, readPopupSettings } from "./popup-settings.ts";

/** Settings that are one value each. */
const valuesSchema = z.object({
  /** Whether sites are asked with the person's cookies, as somebody who is signed in there. Default: false. */
  useSiteSession: z.catch(z.boolean(), false),
  /** The proxy that was saved last, used or not. Default: null, none. Its password is in the store of secrets. */
  proxy: z.catch(z.nullable(proxySchema), null),
  /**
   * Whether the chat sites are reached only through the proxy. Default: false. If the stored value cannot be read, it
   * is true: never bypass a proxy that the person asked for.
   */
  useProxy: z.catch(z.boolean(), ({ input }) => input !== undefined),
});

/** All that a person has set up, from one read. */
export interface Settings extends PopupSettings, z.infer<typeof valuesSchema> {}

/** What a change of settings can name. Backends are changed by the `BackendStore`, rules by nobody. */
export type ChangeableSettings = Omit<Settings, "backends" | "rules">;

/** Returns the key of the entry of a setting that is one value. */
export const settingKey = (name: string) => `setting:${name}`;

/** Reads the settings from all entries. What is missing or damaged is its default. */
export function readSettings(stored: StoredEntries): Settings {
  const names = Object.keys(valuesSchema.shape);
  const values = Object.fromEntries(names.map((name) => [name, stored[settingKey(name)]]));
  return { ...valuesSchema.parse(values), ...readPopupSettings(stored) };
}

export const defaultSettings: Settings = readSettings({});
