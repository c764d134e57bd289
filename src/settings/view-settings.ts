import { DEFAULT_BACKEND } from "../backends/backend.ts";
import { type Backends, chosenBackend, readBackends } from "../backends/backends.ts";
import type { StoredEntries } from "../entries/entries.ts";
import { RULES_KEY, type ShownRules } from "../organisation/shown-rules.ts";

/** What every view needs of the settings. */
export interface ViewSettings {
  backends: Backends;
  /** What the person's organisation has set. undefined: nothing. */
  rules?: ShownRules | undefined;
}

/** The site that comes with Sidenote, as people know it. */
export const DEFAULT_SITE_LABEL = DEFAULT_BACKEND.name;
export const DEFAULT_SITE_URL = DEFAULT_BACKEND.config.url;

/** Returns the name of the site that questions go to; the default one's if the chosen one is gone. */
export function chosenSiteLabel({ backends }: ViewSettings): string {
  return chosenBackend(backends)?.name ?? DEFAULT_SITE_LABEL;
}

/** Reads these settings from all entries. What is missing or damaged is its default. */
export function readViewSettings(stored: StoredEntries): ViewSettings {
  return { backends: readBackends(stored), rules: stored[RULES_KEY] as ShownRules | undefined };
}
