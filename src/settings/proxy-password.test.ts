import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { beforeEach, expect, test, vi } from "vitest";
import { createSecretStore, type SecretStore } from "../secrets/secret-store.ts";
import { Secret } from "../secrets/secret.ts";
import type { UsableProxy } from "./proxy.ts";
import { createProxyPassword } from "./proxy-password.ts";
import { createEntries } from "../entries/entries.ts";
import { createTestArea, createTestLock, type TestArea } from "../entries/test-area.test-tools.ts";
import { migrateSettings } from "./migrate-settings.ts";
import { createSettingsStorage } from "./settings-storage.ts";

const ADDRESS = { scheme: "http", host: "proxy.example", port: 3128, user: "me" } as const;
const OLD = { settings: { agreedAt: 5, proxy: { ...ADDRESS, password: "old secret" }, useProxy: true } };

let area: TestArea;
let secrets: SecretStore;
let ids: number;
const report = vi.fn();
const passes = vi.fn();

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  area = createTestArea();
  secrets = createSecretStore("secrets");
  ids = 0;
  vi.clearAllMocks();
});

/** As a page or the background has it. What is in the area and in `secrets` outlives it. */
function open(change: { secrets?: Partial<SecretStore>; area?: Partial<TestArea> } = {}) {
  const entries = createEntries({ ...area, ...change.area }, migrateSettings, createTestLock());
  return createProxyPassword({
    settings: createSettingsStorage(entries),
    entries,
    secrets: { ...secrets, ...change.secrets },
    passes,
    exclusively: (task) => task(),
    randomId: () => `${(ids += 1)}`,
    report,
  });
}

const withPassword = (password: string, change: Partial<UsableProxy> = {}): UsableProxy => ({
  ...ADDRESS,
  password: new Secret(password),
  ...change,
});

/** The password that the proxy gets, as a background reads it that starts now. */
async function readPassword(): Promise<string | undefined> {
  return (await open().read()).proxy?.password?.reveal();
}

/** What is stored, without the version of its form. */
function stored(): Record<string, unknown> {
  const { "entries-version": _, ...entries } = area.stored;
  return entries;
}

const refuse = () => Promise.reject(new DOMException("The disk is full", "QuotaExceededError"));

test("a password is in the store of secrets, and the settings name it without holding it", async () => {
  await open().save({ proxy: withPassword("first secret"), useProxy: true });
  expect(stored()).toEqual({
    "setting:proxy": { ...ADDRESS, passwordId: "proxy:password:1" },
    "setting:useProxy": true,
  });
  expect(await secrets.ids()).toEqual(["proxy:password:1"]);
  const read = await open().read();
  expect(read).toMatchObject({ proxy: ADDRESS, isPasswordLost: false, settings: { useProxy: true } });
  expect(read.proxy?.password?.reveal()).toBe("first secret");
  expect(passes).toHaveBeenCalled();
});

test("saved without a password it keeps the one that it has; without a user it has none", async () => {
  await open().save({ proxy: withPassword("first secret"), useProxy: true });
  await open().save({ proxy: { ...ADDRESS, port: 8080 } });
  expect(await readPassword()).toBe("first secret");
  const { user: _, ...nobody } = ADDRESS;
  await open().save({ proxy: nobody });
  expect(stored()).toEqual({ "setting:proxy": nobody, "setting:useProxy": true });
  expect(await secrets.ids()).toEqual([]);
});

test("of a password that was replaced or removed nothing is left", async () => {
  await open().save({ proxy: withPassword("first secret"), useProxy: true });
  await open().save({ proxy: withPassword("second secret") });
  expect(await readPassword()).toBe("second secret");
  expect(await secrets.ids()).toEqual(["proxy:password:2"]);
  await open().remove();
  expect(await readPassword()).toBeUndefined();
  expect(stored()).toEqual({ "setting:proxy": ADDRESS, "setting:useProxy": true });
  expect(await secrets.ids()).toEqual([]);
});

test("no proxy has no password, and other secrets are left alone", async () => {
  await secrets.set("backend:1:key", new Secret("key"));
  await open().save({ proxy: withPassword("first secret") });
  await open().save({ proxy: null });
  expect(await open().read()).toMatchObject({ proxy: null, isPasswordLost: false });
  expect(await secrets.ids()).toEqual(["backend:1:key"]);
});

test("whichever write is refused: the proxy that counted still does, with its password", async () => {
  await open().save({ proxy: withPassword("first secret"), useProxy: true });
  const changed = withPassword("second secret", { host: "other.example" });
  await expect(open({ secrets: { set: refuse } }).save({ proxy: changed })).rejects.toThrow("The disk is full");
  await expect(open({ area: { set: refuse } }).save({ proxy: changed })).rejects.toThrow("The disk is full");
  await expect(open({ area: { set: refuse } }).remove()).rejects.toThrow("The disk is full");
  expect((await open().read()).proxy).toMatchObject({ host: "proxy.example" });
  expect(await readPassword()).toBe("first secret");
  expect(await secrets.ids()).toEqual(["proxy:password:1"]);
});

test("what could not be deleted does not make a change fail, and is deleted at the next start", async () => {
  await open().save({ proxy: withPassword("first secret"), useProxy: true });
  await open({ secrets: { delete: refuse } }).save({ proxy: withPassword("second secret") });
  expect(report).toHaveBeenCalledOnce();
  expect(await secrets.ids()).toHaveLength(2);
  await open().tidy();
  expect(await secrets.ids()).toEqual(["proxy:password:2"]);
  expect(await readPassword()).toBe("second secret");
});

test("the password of an older version works at once, and moves at the first start, out of the settings", async () => {
  area.stored = structuredClone(OLD);
  expect(await readPassword()).toBe("old secret");
  await open().tidy();
  const moved = { ...ADDRESS, passwordId: "proxy:password:1" };
  expect(stored()).toEqual({
    // A version before finds it there.
    settings: { ...OLD.settings, proxy: moved },
    "backend:chatgptt": { agreedAt: 5 },
    "setting:proxy": moved,
    "setting:useProxy": true,
  });
  expect(await readPassword()).toBe("old secret");
  await open().tidy();
  expect(await secrets.ids()).toEqual(["proxy:password:1"]);
});

test("a page never sees the password of an older version, and keeps it with whatever else it changes", async () => {
  area.stored = structuredClone(OLD);
  const page = createSettingsStorage(createEntries(area, migrateSettings, createTestLock()));
  expect(JSON.stringify(await page.get())).not.toContain("old secret");
  await page.update({ useProxy: true, useSiteSession: true });
  expect(JSON.stringify(area.stored["setting:proxy"])).not.toContain("old secret");
  expect(await readPassword()).toBe("old secret");
  await open().save({ proxy: { ...ADDRESS, port: 8080 } });
  expect(JSON.stringify(area.stored)).not.toContain("old secret");
  expect(await readPassword()).toBe("old secret");
});

test("a refused move leaves the password where it was, and it works", async () => {
  for (const change of [{ secrets: { set: refuse } }, { area: { set: refuse } }]) {
    area.stored = structuredClone(OLD);
    await expect(open(change).tidy()).rejects.toThrow("The disk is full");
    expect(area.stored).toMatchObject(OLD);
    expect(await readPassword()).toBe("old secret");
    expect(await secrets.ids()).toEqual([]);
  }
});

/** Starts a move that is killed after so many steps, whose last one came through unheard. Resolves when it is dead or done. */
function killAfter(steps: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let made = 0;
    const step =
      <Parameters extends unknown[], Result>(run: (...parameters: Parameters) => Promise<Result>) =>
      async (...parameters: Parameters): Promise<Result> => {
        const result = await run(...parameters);
        made += 1;
        if (made < steps) return result;
        resolve();
        return new Promise<never>(() => undefined);
      };
    const background = open({
      secrets: { get: step(secrets.get), set: step(secrets.set), ids: step(secrets.ids), delete: step(secrets.delete) },
      area: { get: step(area.get), set: step(area.set) },
    });
    background.tidy().then(resolve, reject);
  });
}

test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])(
  "a move that is killed after %i steps loses nothing",
  async (steps) => {
    area.stored = structuredClone(OLD);
    await killAfter(steps);
    expect(await readPassword()).toBe("old secret");
    await open().tidy();
    expect(await readPassword()).toBe("old secret");
    expect(await secrets.ids()).toHaveLength(1);
    expect(JSON.stringify(area.stored)).not.toContain("old secret");
  },
);

test("a password of an older version is for the proxy that it was left with, and for no other one", async () => {
  area.stored = structuredClone(OLD);
  const page = createSettingsStorage(createEntries(area, migrateSettings, createTestLock()));
  await page.update({ proxy: { ...ADDRESS, host: "other.example" } });
  expect(await readPassword()).toBeUndefined();
  await open().tidy();
  expect(await readPassword()).toBeUndefined();
});

test("a removed password is gone, though a version before knew its id", async () => {
  area.stored = structuredClone(OLD);
  await open().tidy();
  await open().remove();
  expect(await secrets.ids()).toEqual([]);
  expect(await readPassword()).toBeUndefined();
});

test("a password that is gone, or cannot be read, is told, and no other is taken for it", async () => {
  await open().save({ proxy: withPassword("first secret"), useProxy: true });
  expect(await open({ secrets: { get: refuse } }).read()).toMatchObject({ proxy: ADDRESS, isPasswordLost: true });
  expect(report).toHaveBeenCalledOnce();
  for (const id of await secrets.ids()) await secrets.delete(id);
  const read = await open().read();
  expect(read).toMatchObject({ proxy: ADDRESS, isPasswordLost: true });
  expect(read.proxy?.password).toBeUndefined();
});

test("a password that is replaced while it is read is read anew", async () => {
  await open().save({ proxy: withPassword("first secret"), useProxy: true });
  let first = true;
  const background = open({
    secrets: {
      async get(id) {
        if (first) {
          first = false;
          await open().save({ proxy: withPassword("second secret") });
        }
        return secrets.get(id);
      },
    },
  });
  expect((await background.read()).proxy?.password?.reveal()).toBe("second secret");
});

test("a proxy of a later version, which this one cannot read, keeps its password", async () => {
  await open().save({ proxy: withPassword("first secret"), useProxy: true });
  area.stored["setting:proxy"] = { ...(area.stored["setting:proxy"] as object), scheme: "quic" };
  await open().tidy();
  expect(await secrets.ids()).toEqual(["proxy:password:1"]);
});

test("a proxy that is switched off is not read", async () => {
  await open().save({ proxy: withPassword("first secret") });
  const get = vi.fn(secrets.get);
  expect(await open({ secrets: { get } }).read()).toMatchObject({ proxy: null, isPasswordLost: false });
  expect(get).not.toHaveBeenCalled();
});
