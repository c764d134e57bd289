import * as z from "zod/mini";
import { proxySchema } from "./proxy.ts";

const quickPromptSchema = z.object({
  id: z.string(),
  /** What the button and the menu say. */
  name: z.string().check(z.minLength(1), z.maxLength(60)),
  /** What is asked; the selection or the page follows below it. */
  prompt: z.string().check(z.minLength(1), z.maxLength(4_000)),
  /** `now`: asked at once. `edit`: put into the composer first. */
  send: z.enum(["now", "edit"]),
});
export type QuickPrompt = z.infer<typeof quickPromptSchema>;

const siteSchema = z.object({
  id: z.string(),
  /** How the site is named to the person: its host. */
  label: z.string(),
  /** The address of its chat page. https, or http on loopback. */
  url: z.string(),
});
/** A site with the same chat plugin, added by the person. */
export type Site = z.infer<typeof siteSchema>;

const settingsSchema = z.object({
  /** When the person agreed that questions go to the chat site, in ms since 1970; null: not yet. */
  agreedAt: z.catch(z.nullable(z.number()), null),
  /** The person's own quick prompts; null: those that come with Sidenote, in the language of the interface. */
  quickPrompts: z.catch(z.nullable(z.array(quickPromptSchema)), null),
  /** Sites that the person added, beside the one that comes with Sidenote. */
  sites: z.catch(z.array(siteSchema), []),
  /** The id of the site that is asked; null: the one that comes with Sidenote. */
  siteId: z.catch(z.nullable(z.string()), null),
  /** Ask with the person's own cookies for the site, as somebody who is signed in there. */
  useSiteSession: z.catch(z.boolean(), false),
  /** The proxy as it was last saved, used or not; null: none. Its password is in the store of secrets. */
  proxy: z.catch(z.nullable(proxySchema), null),
  /** Reach the chat sites through the proxy, and in no other way. Damaged: so too, because who wants one must not be sent past it. */
  useProxy: z.catch(z.boolean(), ({ input }) => input !== undefined),
});
export type Settings = z.infer<typeof settingsSchema>;

export const defaultSettings: Settings = {
  agreedAt: null,
  quickPrompts: null,
  sites: [],
  siteId: null,
  useSiteSession: false,
  proxy: null,
  useProxy: false,
};

/** The site that comes with Sidenote, as people know it. */
export const DEFAULT_SITE_LABEL = "chatgptt.me";
export const DEFAULT_SITE_URL = "https://chatgptt.me";

/** The name of the site that questions go to. */
export function chosenSiteLabel({ sites, siteId }: Settings): string {
  return sites.find(({ id }) => id === siteId)?.label ?? DEFAULT_SITE_LABEL;
}

/** As much of `storage.local` as settings use. */
export interface SettingsArea {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  onChanged: {
    addListener(listener: (changes: Record<string, { newValue?: unknown }>) => void): void;
    removeListener(listener: (changes: Record<string, { newValue?: unknown }>) => void): void;
  };
}

export type SettingsChange = Partial<Settings> | ((settings: Settings) => Partial<Settings>);

export interface SettingsStorage {
  /** What is stored; what is missing or damaged there is its default. */
  get(): Promise<Settings>;
  /**
   * Changes some settings and leaves the others as they are stored, also what this version does not know or cannot read. A
   * function makes the change of the settings as they are then. Rejects where the settings cannot be read or written; then
   * they are as before.
   */
  update(change: SettingsChange): Promise<void>;
  /** Calls back with each change, from whichever page, until `signal` aborts. */
  watch(listener: (settings: Settings) => void, signal: AbortSignal): void;
}

const KEY = "settings";

/** The settings as they stand in storage, unchecked; undefined: none yet. */
export async function readStoredSettings(area: Pick<SettingsArea, "get">): Promise<unknown> {
  return (await area.get(KEY))[KEY];
}

/** Runs a task when no other one runs, in whichever page. */
export type Exclusively = <Result>(task: () => Promise<Result>) => Promise<Result>;

/** The end of what changes an area from this page: each change reads what the one before has written. */
const changing = new WeakMap<SettingsArea, Promise<unknown>>();

/** `exclusively` keeps other pages from changing the settings meanwhile; without it, only those of this page wait. */
export function createSettingsStorage(
  area: SettingsArea,
  exclusively: Exclusively = (task) => task(),
): SettingsStorage {
  async function get(): Promise<Settings> {
    return parseSettings(await readStoredSettings(area));
  }
  async function write(change: SettingsChange): Promise<void> {
    const stored = await readStoredSettings(area);
    const made = typeof change === "function" ? change(parseSettings(stored)) : change;
    await area.set({ [KEY]: { ...(isRecord(stored) && stored), ...made } });
  }
  return {
    get,
    update(change) {
      const updated = (changing.get(area) ?? Promise.resolve()).then(() => exclusively(() => write(change)));
      changing.set(
        area,
        updated.catch(() => undefined),
      );
      return updated;
    },
    watch(listener, signal) {
      function changed(changes: Record<string, { newValue?: unknown }>): void {
        const change = changes[KEY];
        if (change !== undefined) listener(parseSettings(change.newValue));
      }
      area.onChanged.addListener(changed);
      signal.addEventListener("abort", () => area.onChanged.removeListener(changed), { once: true });
    },
  };
}

function isRecord(stored: unknown): stored is Record<string, unknown> {
  return typeof stored === "object" && stored !== null && !Array.isArray(stored);
}

function parseSettings(stored: unknown): Settings {
  const settings = settingsSchema.safeParse(stored);
  return settings.success ? settings.data : defaultSettings;
}
