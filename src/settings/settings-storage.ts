import type { Entries, EntriesChange, StoredEntries } from "../entries/entries.ts";
import { type ChangeableSettings, readSettings, type Settings, settingKey } from "./settings.ts";
import { createSettingsReader, type SettingsReader } from "./settings-reader.ts";
import { changeQuickPrompts } from "./write-quick-prompts.ts";

/** New values of some settings, or a function that makes them from the settings as they are stored. */
export type SettingsChange = Partial<ChangeableSettings> | ((settings: Settings) => Partial<ChangeableSettings>);

/** Reads and changes settings. */
export interface SettingsStorage extends SettingsReader<Settings> {
  /**
   * Changes some settings. Leaves the others as they are stored, even those that this version does not know or cannot
   * read.
   * @throws if the settings cannot be read or written. Then nothing is changed
   */
  update(change: SettingsChange): Promise<void>;
}

/** Creates the storage of all settings. */
export function createSettingsStorage(entries: Entries): SettingsStorage {
  return {
    ...createSettingsReader(entries, readSettings),
    update: (change) =>
      entries.change((stored) =>
        changeSettings(stored, typeof change === "function" ? change(readSettings(stored)) : change),
      ),
  };
}

/** Returns the change of entries that makes a change of settings. */
export function changeSettings(
  stored: StoredEntries,
  { quickPrompts, ...values }: Partial<ChangeableSettings>,
): EntriesChange {
  const { set, remove = [] } = quickPrompts === undefined ? {} : changeQuickPrompts(stored, quickPrompts);
  const named = Object.entries(values).map(([name, value]) => [settingKey(name), value] as const);
  return { set: { ...set, ...Object.fromEntries(named) }, remove };
}
