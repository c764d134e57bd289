import { effect, type ReadonlySignal } from "@preact/signals";
import { createHealthStore, isHealthKey } from "../../src/backends/health-store.ts";
import { sessionMemory, watchSessionMemory } from "../../src/platform/session-memory.ts";
import type { Settings } from "../../src/settings/settings.ts";
import { createHealthNotes } from "../../src/ui/settings/backends/health/health-notes.tsx";
import { createPassedOver } from "../../src/ui/settings/backends/health/passed-over.ts";

/** Shows which backends are passed over, as that is kept in session memory, from now on. */
export function createHealth(settings: ReadonlySignal<Settings | undefined>, report: (problem: unknown) => void) {
  const ids = () => settings.value?.backends.usable.map(({ id }) => id) ?? [];
  const passedOver = createPassedOver({
    health: createHealthStore({ memory: sessionMemory, now: Date.now, report }),
    ids,
    watch(listener) {
      watchSessionMemory((keys) => keys.some(isHealthKey) && listener());
      effect(() => {
        // Other backends may be others that are passed over.
        ids();
        listener();
      });
    },
    now: Date.now,
  });
  return { notes: createHealthNotes(passedOver), tryNow: passedOver.tryNow };
}
