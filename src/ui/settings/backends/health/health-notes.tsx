import type { VNode } from "preact";
import type { UsableBackend } from "../../../../backends/backend.ts";
import { HealthNote } from "./health-note.tsx";
import { isEverPassedOver } from "./is-ever-passed-over.ts";
import type { PassedOver } from "./passed-over.ts";

/**
 * Draws why a backend is passed over. Draws again when that changes.
 * @param chosen who is asked first. undefined: nobody
 * @returns undefined if it is asked in its turn
 */
export type HealthNotes = (
  backend: UsableBackend,
  usable: readonly UsableBackend[],
  chosen: UsableBackend | undefined,
) => VNode | undefined;

export function createHealthNotes({ all, tryNow }: Pick<PassedOver, "all" | "tryNow">): HealthNotes {
  return (backend, usable, chosen) => {
    const health = all.value.get(backend.id);
    if (health === undefined || !isEverPassedOver(backend, usable, chosen)) return undefined;
    return <HealthNote backend={backend} health={health} tryNow={() => void tryNow(backend.id)} />;
  };
}
