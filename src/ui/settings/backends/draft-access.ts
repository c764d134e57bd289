import { backendAddress } from "../../../backends/address.ts";
import type { BackendStore } from "../../../backends/backend-store.ts";
import { hostPattern } from "../../../settings/site-address.ts";

/** What host access is asked for and given back with. */
export interface AccessDependencies {
  backends: Pick<BackendStore, "list">;
  /** Asks the person for access to a host. Must be called inside the click. Rejects if the browser cannot ask. */
  requestAccess(hostPattern: string): Promise<boolean>;
  /** Gives back the access to a host. */
  dropAccess(hostPattern: string): Promise<void>;
}

/** Gives back the access to the hosts of these addresses, but to those that a backend of the list needs. */
export async function dropUnneededAccess(
  urls: readonly string[],
  { backends, dropAccess }: Pick<AccessDependencies, "backends" | "dropAccess">,
): Promise<void> {
  const { usable } = await backends.list();
  const needed = new Set(usable.map(backendAddress).map((url) => url && hostPattern(url)));
  const patterns = new Set(urls.map(hostPattern));
  await Promise.all([...patterns].filter((pattern) => !needed.has(pattern)).map(dropAccess));
}

/** The access that is asked for while a backend is in the form. */
export interface DraftAccess {
  /** Asks for access to a host, before anything is awaited. Resolves with false too if the browser cannot ask. */
  request(url: string): Promise<boolean>;
  /** Gives back what was asked for and no backend needs. @param urls whose hosts may not be needed any more either */
  dropUnneeded(urls?: readonly string[]): Promise<void>;
}

export function createDraftAccess(dependencies: AccessDependencies): DraftAccess {
  const requested = new Map<string, Promise<boolean>>();
  return {
    request(url) {
      const allowed = dependencies.requestAccess(hostPattern(url)).catch(() => false);
      requested.set(url, allowed);
      return allowed;
    },
    async dropUnneeded(urls = []) {
      // What is allowed after the form has closed must go, too.
      await Promise.all(requested.values());
      await dropUnneededAccess([...requested.keys(), ...urls], dependencies);
      requested.clear();
    },
  };
}
