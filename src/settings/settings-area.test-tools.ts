import type { SettingsArea } from "./settings.ts";

type Listener = Parameters<SettingsArea["onChanged"]["addListener"]>[0];

/** `storage.local` as the browser has it: values are copies, and a change is told to all pages, its own included. */
export interface TestArea extends SettingsArea {
  /** All that is stored. */
  stored: Record<string, unknown>;
  /** Writes reject. */
  refusing: boolean;
  readonly listeners: Set<Listener>;
}

export function createTestArea(stored: Record<string, unknown> = {}): TestArea {
  const listeners = new Set<Listener>();
  const area: TestArea = {
    stored,
    refusing: false,
    listeners,
    get: async (key) => (key in area.stored ? { [key]: structuredClone(area.stored[key]) } : {}),
    async set(items) {
      if (area.refusing) throw new Error("QUOTA_BYTES quota exceeded");
      Object.assign(area.stored, structuredClone(items));
      const changes = Object.fromEntries(Object.entries(items).map(([key, newValue]) => [key, { newValue }]));
      for (const listener of listeners) listener(changes);
    },
    onChanged: {
      addListener: (listener) => void listeners.add(listener),
      removeListener: (listener) => void listeners.delete(listener),
    },
  };
  return area;
}
