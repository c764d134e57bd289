import { signal } from "@preact/signals";
import { act } from "preact/test-utils";
import { createBackendStore } from "../../backends/backend-store.ts";
import { createEntries, type StoredEntries } from "../../entries/entries.ts";
import { createTestArea, createTestLock } from "../../entries/test-area.test-tools.ts";
import { migrateSettings } from "../../settings/migrate-settings.ts";
import { type ChangeableSettings, readSettings } from "../../settings/settings.ts";
import { changeSettings, createSettingsStorage } from "../../settings/settings-storage.ts";

/** Settings as the settings page has them. `area.refusing`: the browser stores nothing. */
export function createTestSettings(change: Partial<ChangeableSettings> = {}, stored: StoredEntries = {}) {
  const area = createTestArea({ ...stored, ...changeSettings({}, change).set });
  const entries = createEntries(area, migrateSettings, createTestLock());
  const { update } = createSettingsStorage(entries);
  const settings = signal(readSettings(area.stored));
  area.listeners.add(() => (settings.value = readSettings(structuredClone(area.stored))));
  return { area, entries, settings, update, backends: createBackendStore(entries) };
}

/** Does something as a person, and lets what follows come to rest. */
export async function doing(task: () => unknown): Promise<void> {
  await act(async () => {
    await task();
    for (let turn = 0; turn < 60; turn += 1) await Promise.resolve();
  });
}

/** Types into a field, as its text stands then. */
export function typeInto(field: HTMLInputElement | HTMLTextAreaElement | null, text: string): void {
  if (field === null) throw new Error("There is no such field");
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
