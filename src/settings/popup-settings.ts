import type { StoredEntries } from "../entries/entries.ts";
import type { QuickPrompt } from "./quick-prompt.ts";
import { readQuickPrompts } from "./quick-prompt-entries.ts";
import { readViewSettings, type ViewSettings } from "./view-settings.ts";

/** What the popup needs of the settings. */
export interface PopupSettings extends ViewSettings {
  /** The person's own quick prompts; null: those that come with Sidenote, in the language of the interface. */
  quickPrompts: QuickPrompt[] | null;
}

/** Reads these settings from all entries. What is missing or damaged is its default. */
export function readPopupSettings(stored: StoredEntries): PopupSettings {
  return { ...readViewSettings(stored), quickPrompts: readQuickPrompts(stored) };
}
