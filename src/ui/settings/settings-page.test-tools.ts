import { signal } from "@preact/signals";
import { act } from "preact/test-utils";
import { defaultSettings, type Settings, type SettingsChange } from "../../settings/settings.ts";

/** Settings as the settings page has them, which the browser can refuse to store. */
export function createTestSettings(change: Partial<Settings> = {}) {
  const settings = signal<Settings>({ ...defaultSettings, ...change });
  const state = { refusing: false };
  return {
    settings,
    state,
    async update(made: SettingsChange): Promise<void> {
      if (state.refusing) throw new Error("QUOTA_BYTES quota exceeded");
      settings.value = { ...settings.value, ...(typeof made === "function" ? made(settings.value) : made) };
    },
  };
}

/** Does something as a person, and lets what follows come to rest. */
export async function doing(task: () => unknown): Promise<void> {
  await act(async () => {
    await task();
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  });
}

/** Types into a field, as its text stands then. */
export function typeInto(field: HTMLInputElement | HTMLTextAreaElement | null, text: string): void {
  if (field === null) throw new Error("There is no such field");
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
