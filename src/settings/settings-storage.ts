import type { Entries, EntriesChange, StoredEntries } from "../entries/entries.ts";
import { type ChangeableSettings, readSettings, type Settings, settingKey } from "./settings.ts";
import { createSettingsReader, type SettingsReader } from "./settings-reader.ts";
import { changeQuickPrompts } from "./write-quick-prompts.ts";

export type SettingsChange = Partial<ChangeableSettings> | ((settings: Settings) => Partial<ChangeableSettings>);

/** Reads and changes settings. */
export interface SettingsStorage extends SettingsReader<Settings> {
  /**
   * Changes some settings. Leaves the others as they are stored, also what this version does not know or cannot read. A
   * function makes the change from the settings as they are then. Rejects if the settings cannot be read or written.
   */
  update(change: SettingsChange): Promise<void>;
}

export function createSettingsStorage(entries: Entries): SettingsStorage {
  return {
    ...createSettingsReader(entries, readSettings),
    update: (change) =>
      entries.change((stored) =>
        changeSettings(stored, typeof change === "function" ? change(readSettings(stored)) : change),
      ),
  };
}

/** Makes the change of entries that a change of settings is. */
export function changeSettings(
  stored: StoredEntries,
  { quickPrompts, ...values }: Partial<ChangeableSettings>,
): EntriesChange {
  const { set, remove = [] } = quickPrompts === undefined ? {} : changeQuickPrompts(stored, quickPrompts);
  const named = Object.entries(values).map(([name, value]) => [settingKey(name), value] as const);
  return { set: { ...set, ...Object.fromEntries(named) }, remove };
}
