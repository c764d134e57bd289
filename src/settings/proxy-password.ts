import * as z from "zod/mini";
import { changeRaw } from "../entries/ordered-entries.ts";
import type { Entries, Exclusively, StoredEntries } from "../entries/entries.ts";
import type { SecretStore } from "../secrets/secret-store.ts";
import { Secret } from "../secrets/secret.ts";
import { type Proxy, proxySchema, type UsableProxy } from "./proxy.ts";
import { type Settings, settingKey } from "./settings.ts";
import type { SettingsStorage } from "./settings-storage.ts";

/**
 * With what the ids of the proxy's passwords begin. Each password has an id of its own, and the settings name the one that
 * counts: a new address and its password count from one moment on, and no proxy ever gets the password of another.
 */
const ID_PREFIX = "proxy:password:";

const PROXY_KEY = settingKey("proxy");

/** Where versions up to 0.1.0 kept all settings. It stays stored, so that such a version finds what it left. */
const OLD_KEY = "settings";

/** As versions up to 0.1.0 kept it: the password beside the address, in the one entry of all settings. */
const oldSettingsSchema = z.looseObject({ proxy: z.looseObject({ ...proxySchema.shape, password: z.string() }) });

export interface ProxyChange {
  /** null: none. Without a password: with the one that is stored, if it has a user. */
  proxy: UsableProxy | null;
  useProxy?: boolean;
}

/** The proxy of the settings, and its password in the store of secrets. */
export interface ProxyPassword {
  /**
   * The proxy that is used, with its password; null: none, or it is switched off. `isPasswordLost`: it should have one that
   * is not there, or cannot be read. Rejects where the settings cannot be read.
   */
  read(): Promise<{ settings: Settings; proxy: UsableProxy | null; isPasswordLost: boolean }>;
  /** Rejects where something could not be stored; then all is as before. */
  save(change: ProxyChange): Promise<void>;
  /** Removes the password alone. Rejects where that could not be stored; then it is there as before. */
  remove(): Promise<void>;
  /**
   * Moves the password of an older version out of its entry, and deletes passwords that no setting names: a page was closed
   * in the middle of a change. Rejects if something could not be stored; the password that counted still does.
   */
  tidy(): Promise<void>;
}

export interface ProxyPasswordDependencies {
  settings: SettingsStorage;
  /** Where the settings are. */
  entries: Entries;
  secrets: SecretStore;
  /** Told of each password that passes through, so that it can be kept out of what is logged. */
  passes(password: Secret): void;
  /** Keeps all other pages from changing passwords meanwhile. */
  exclusively: Exclusively;
  randomId(): string;
  /** What went wrong and changes nothing for the person. */
  report(problem: unknown): void;
}

export function createProxyPassword(dependencies: ProxyPasswordDependencies): ProxyPassword {
  const { settings, entries, secrets, passes, exclusively, randomId, report } = dependencies;

  /** The one that was read last. An id never gets another password. */
  let cached: { id: string; password: Secret } | undefined;

  /** The password that an older version left for this proxy, if it left one. */
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

  /** In one write the password leaves the old entry, and both entries get to know where it is. */
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
    // The old entry does not count: what was replaced or removed since must not be kept for it. All else does, because
    // another version can have its proxy in another form.
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

  /** undefined: it is not there, or cannot be read. */
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
    // Replaced meanwhile: the next one is read.
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
