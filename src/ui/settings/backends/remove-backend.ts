import { backendAddress } from "../../../backends/address.ts";
import type { UsableBackend } from "../../../backends/backend.ts";
import type { BackendStore } from "../../../backends/backend-store.ts";
import { hostPattern } from "../../../settings/site-address.ts";
import { type AccessDependencies, dropUnneededAccess } from "./draft-access.ts";

export interface RemoveDependencies extends AccessDependencies {
  backends: Pick<BackendStore, "list" | "remove" | "restore">;
}

/**
 * Takes a backend from the list, and gives back its access unless another one needs it. Its key stays as long as it can be
 * brought back.
 * @returns a function that brings it back; it must be called inside a click, and throws if that cannot be stored
 * @throws if the change cannot be stored
 */
export async function removeBackend(
  backend: UsableBackend,
  dependencies: RemoveDependencies,
): Promise<() => Promise<void>> {
  const { backends, requestAccess } = dependencies;
  const url = backendAddress(backend);
  const removed = await backends.remove(backend.id);
  if (url !== undefined) await dropUnneededAccess([url], dependencies).catch(() => undefined);
  return async () => {
    // Without access, the first answer from there says so and has a button that asks once more.
    if (url !== undefined) await requestAccess(hostPattern(url)).catch(() => false);
    if (removed !== undefined) await backends.restore(removed);
  };
}
