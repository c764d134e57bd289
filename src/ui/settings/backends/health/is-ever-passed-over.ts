import type { UsableBackend } from "../../../../backends/backend.ts";
import { backendsAfter } from "../../../../backends/backends-after.ts";

/**
 * Whether a backend can be passed over at all: somebody else may be asked in its place. One that nobody may follow is asked
 * however often it fails.
 * @param chosen who is asked first. undefined: nobody
 */
export function isEverPassedOver(
  backend: UsableBackend,
  usable: readonly UsableBackend[],
  chosen: UsableBackend | undefined,
): boolean {
  if (backendsAfter(backend, usable).length > 0) return true;
  return chosen !== undefined && backendsAfter(chosen, usable).some(({ id }) => id === backend.id);
}
