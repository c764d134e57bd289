import * as z from "zod/mini";
import type { SecretStore } from "../secrets/secret-store.ts";
import { Secret } from "../secrets/secret.ts";
import type { Proxy, UsableProxy } from "./proxy.ts";
import {
  type Exclusively,
  readStoredSettings,
  type Settings,
  type SettingsArea,
  type SettingsStorage,
} from "./settings.ts";

/**
 * With what the ids of the proxy's passwords begin. Each password has an id of its own, and the settings name the one that
 * counts: a new address and its password count from one moment on, and no proxy ever gets the password of another.
 */
const ID_PREFIX = "proxy:password:";

/** As versions up to 0.1.0 kept it. */
const oldSettingsSchema = z.object({ proxy: z.object({ password: z.string() }) });

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
   * Moves the password of an older version out of the settings, and deletes passwords that no settings name: a page was
   * closed in the middle of a change. Rejects where something could not be stored; the password that counted still does.
   */
  tidy(): Promise<void>;
}

export interface ProxyPasswordDependencies {
  settings: SettingsStorage;
  /** Where the settings are. */
  area: Pick<SettingsArea, "get">;
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
  const { settings, area, secrets, passes, exclusively, randomId, report } = dependencies;

  /** The one that was read last. An id never gets another password. */
  let cached: { id: string; password: Secret } | undefined;

  async function readOld(): Promise<Secret | undefined> {
    const stored = oldSettingsSchema.safeParse(await readStoredSettings(area));
    return stored.success ? new Secret(stored.data.proxy.password) : undefined;
  }

  async function store(password: Secret): Promise<string> {
    passes(password);
    const id = `${ID_PREFIX}${randomId()}`;
    await secrets.set(id, password);
    return id;
  }

  /** It leaves the settings in the one write in which they get to know where it is. */
  async function moveOld(): Promise<void> {
    const password = await readOld();
    if (password === undefined || (await settings.get()).proxy === null) return;
    const passwordId = await store(password);
    await settings.update(({ proxy }) => ({ proxy: proxy && { ...proxy, passwordId } }));
  }

  async function deleteUnnamed(): Promise<void> {
    const ids = (await secrets.ids()).filter((id) => id.startsWith(ID_PREFIX));
    if (ids.length === 0) return;
    // Looked for anywhere, because another version can have its proxy in another form.
    const stored = JSON.stringify(await readStoredSettings(area)) ?? "";
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
    const password = passwordId === undefined ? await readOld() : await readPassword(passwordId);
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
