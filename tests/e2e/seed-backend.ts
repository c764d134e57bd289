import { backendEntries } from "../../src/backends/backends.test-tools.ts";
import type { UsableBackend } from "../../src/backends/backend.ts";
import { BACKEND_KEY_PREFIX } from "../../src/backends/read-backend-key.ts";
import { SECRETS_DATABASE_NAME } from "../../src/platform/database-names.ts";
import type { ExtensionBrowser } from "./extension-browser.ts";

/** A backend as a test sets it up. Id and name are the test's own if it says none. */
export type SeededBackend = UsableBackend extends infer Backend
  ? Backend extends UsableBackend
    ? Pick<Backend, "type" | "config"> &
        Partial<Pick<Backend, "id" | "name" | "model" | "agreedAt" | "neverPages" | "whenOthersFail">>
    : never
  : never;

export interface Seed {
  /** Chosen is the first. */
  backends: readonly SeededBackend[];
  /** The key of all of them. Default: they have none. */
  key?: string;
}

/** Sets backends up as the settings do: agreed to, with access to their hosts, and the key in the store of secrets. */
export async function seedBackends(
  extension: Pick<ExtensionBrowser, "background">,
  { backends, key }: Seed,
): Promise<void> {
  const keyId = BACKEND_KEY_PREFIX + crypto.randomUUID();
  const records = backends.map((backend, index) => ({
    id: `seeded-${index}`,
    name: `Seeded ${index}`,
    agreedAt: 1,
    ...(key !== undefined && { keyId }),
    ...backend,
  })) as unknown as readonly UsableBackend[];
  const background = await extension.background();
  if (key !== undefined) {
    await background.evaluate(storeSecret, { database: SECRETS_DATABASE_NAME, id: keyId, secret: key });
  }
  await background.evaluate(
    async (entries) => chrome.storage.local.set(entries),
    backendEntries(records, records[0]?.id),
  );
}

/** Runs in the browser, and so is of one piece. */
async function storeSecret({ database, id, secret }: { database: string; id: string; secret: string }): Promise<void> {
  const open = indexedDB.open(database, 1);
  open.addEventListener("upgradeneeded", () => void open.result.createObjectStore("secrets"));
  const settled = (request: IDBRequest | IDBTransaction, success: string) =>
    new Promise<void>((resolve, reject) => {
      request.addEventListener(success, () => resolve());
      request.addEventListener("error", () => reject(request.error));
    });
  await settled(open, "success");
  const transaction = open.result.transaction("secrets", "readwrite");
  transaction.objectStore("secrets").put(secret, id);
  await settled(transaction, "complete");
  open.result.close();
}
