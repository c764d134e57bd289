import * as z from "zod/mini";
import { changeRaw } from "../entries/ordered-entries.ts";
import type { Entries, Exclusively, StoredEntries } from "../entries/entries.ts";
import type { SecretStore } from "../secrets/secret-store.ts";
import { Secret } from "../secrets/secret.ts";
import { type Proxy, proxySchema, type UsableProxy } from "./proxy.ts";
import { type Settings, settingKey } from "./settings.ts";
import type { SettingsStorage } from "./settings-storage.ts";

/**
 * Ids of the proxy's passwords begin with it. Each password has an id of its own, and the settings name the one that
 * counts. So a new address and its password count from the same moment on, and no proxy gets the password of another.
 */
const ID_PREFIX = "proxy:password:";

const PROXY_KEY = settingKey("proxy");

/** The key of all settings in versions up to 0.1.0. It stays stored, so that such a version finds what it left. */
const OLD_KEY = "settings";

/** The entry of all settings in versions up to 0.1.0, with the password beside the address. */
const oldSettingsSchema = z.looseObject({ proxy: z.looseObject({ ...proxySchema.shape, password: z.string() }) });

/** What to save. */
export interface ProxyChange {
  /** null: no proxy. A proxy with a user and no password keeps the password that is stored. */
  proxy: UsableProxy | null;
  /** Whether the proxy is used. Default: as before. */
  useProxy?: boolean;
}

/** The proxy of the settings, and its password in the store of secrets. */
export interface ProxyPassword {
  /**
   * Reads the proxy that is used, with its password. `proxy` is null if there is none or it is switched off.
   * `isPasswordLost`: it has a password that is missing or cannot be read.
   * @throws what the settings throw if they cannot be read
   */
  read(): Promise<{ settings: Settings; proxy: UsableProxy | null; isPasswordLost: boolean }>;
  /**
   * Saves a proxy.
   * @throws what the storage throws. Then everything is as before
   */
  save(change: ProxyChange): Promise<void>;
  /**
   * Removes the password. The proxy stays.
   * @throws what the storage throws. Then the password is there as before
   */
  remove(): Promise<void>;
  /**
   * Moves the password of an older version out of its entry. Deletes passwords that no setting names, which are left
   * when a page is closed in the middle of a change.
   * @throws what the storage throws. Then the same password counts as before
   */
  tidy(): Promise<void>;
}

/** What the proxy's password is kept with. */
export interface ProxyPasswordDependencies {
  settings: SettingsStorage;
  /** The entries in which the settings are stored. */
  entries: Entries;
  secrets: SecretStore;
  /** Told of each password that is read or stored, so that it can be kept out of logs. */
  passes(password: Secret): void;
  /** Runs a change while no other page changes passwords. */
  exclusively: Exclusively;
  randomId(): string;
  /** Told of failures that change nothing for the person. */
  report(problem: unknown): void;
}

/** Keeps the proxy's address in the settings and its password in the store of secrets. */
export function createProxyPassword(dependencies: ProxyPasswordDependencies): ProxyPassword {
  const { settings, entries, secrets, passes, exclusively, randomId, report } = dependencies;

  /** The password that was read last. It never goes stale, because an id never gets another password. */
  let cached: { id: string; password: Secret } | undefined;

  /** Reads the password that an older version left for this proxy, if it left one. */
  async function readOld(proxy: Proxy): Promise<Secret | undefined> {
    const old = oldProxy(await entries.read(), proxy);
    return old && new Secret(old.proxy.password);
  }

  async function store(password: Secret): Promise<string> {
    passes(password);
    const id = `${ID_PREFIX}${randomId()}`;
    await secrets.set(id, password);
    return id;
  }

  /**
   * Moves the password of an older version. One write removes it from the old entry, and adds its id to both entries.
   */
  async function moveOld(): Promise<void> {
    const { proxy } = await settings.get();
    const password = proxy && (await readOld(proxy));
    if (proxy === null || !password) return;
    const passwordId = await store(password);
    await entries.change((stored) => {
      const old = oldProxy(stored, proxy);
      if (old === undefined) return {};
      const { password: _, ...address } = old.proxy;
      return {
        set: {
          [PROXY_KEY]: changeRaw(stored[PROXY_KEY], { passwordId }),
          [OLD_KEY]: { ...old, proxy: { ...address, passwordId } },
        },
      };
    });
  }

  async function deleteUnnamed(): Promise<void> {
    const ids = (await secrets.ids()).filter((id) => id.startsWith(ID_PREFIX));
    if (ids.length === 0) return;
    // The old entry does not count: a password that was replaced or removed since must not be kept for it. An id counts
    // as named anywhere else, because another version can store its proxy in another form.
    const { [OLD_KEY]: _, ...current } = await entries.read();
    const stored = JSON.stringify(current);
    await Promise.all(ids.filter((id) => !stored.includes(id)).map((id) => secrets.delete(id)));
  }

  async function change(task: () => Promise<void>): Promise<void> {
    await exclusively(async () => {
      try {
        await moveOld();
        await task();
      } finally {
        await deleteUnnamed().catch(report);
      }
    });
  }

  /** Reads a password; undefined if it is missing or cannot be read. */
  async function readPassword(id: string): Promise<Secret | undefined> {
    if (cached?.id === id) return cached.password;
    try {
      const password = await secrets.get(id);
      if (password !== undefined) cached = { id, password };
      return password;
    } catch (problem) {
      report(problem);
      return undefined;
    }
  }

  async function read(): ReturnType<ProxyPassword["read"]> {
    const current = await settings.get();
    if (current.proxy === null || !current.useProxy) return { settings: current, proxy: null, isPasswordLost: false };
    const { passwordId, ...address } = current.proxy;
    const password = passwordId === undefined ? await readOld(current.proxy) : await readPassword(passwordId);
    if (password !== undefined) passes(password);
    const isMissing = passwordId !== undefined && password === undefined;
    // The password has been replaced meanwhile, so the new one is read.
    if (isMissing && (await settings.get()).proxy?.passwordId !== passwordId) return read();
    const proxy = { ...address, ...(password !== undefined && { password }) };
    return { settings: current, proxy, isPasswordLost: isMissing };
  }

  return {
    read,
    save: ({ proxy, useProxy }) =>
      change(async () => {
        const passwordId = proxy?.password && (await store(proxy.password));
        await settings.update((stored) => ({
          proxy: proxy && asStored(proxy, passwordId ?? stored.proxy?.passwordId),
          ...(useProxy !== undefined && { useProxy }),
        }));
      }),
    remove: () => change(() => settings.update(({ proxy }) => ({ proxy: proxy && asStored(proxy, undefined) }))),
    tidy: () => change(async () => undefined),
  };
}

function asStored({ scheme, host, port, user }: UsableProxy, passwordId: string | undefined): Proxy {
  if (user === undefined) return { scheme, host, port };
  return { scheme, host, port, user, ...(passwordId !== undefined && { passwordId }) };
}

/** The old entry, if it holds the password of this proxy, and that has not moved yet. */
function oldProxy(stored: StoredEntries, proxy: Proxy): z.infer<typeof oldSettingsSchema> | undefined {
  const old = oldSettingsSchema.safeParse(stored[OLD_KEY]).data;
  const isSame = (["scheme", "host", "port", "user"] as const).every((part) => old?.proxy[part] === proxy[part]);
  return isSame && proxy.passwordId === undefined ? old : undefined;
}
