import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { beforeEach, expect, test, vi } from "vitest";
import { createEntries } from "../entries/entries.ts";
import { createTestArea, createTestLock } from "../entries/test-area.test-tools.ts";
import { createSecretStore, type SecretStore } from "../secrets/secret-store.ts";
import { Secret } from "../secrets/secret.ts";
import { createBackendKeys, tidyBackendKeys } from "./backend-keys.ts";

let secrets: SecretStore;
let ids: number;
const passes = vi.fn();
const report = vi.fn();

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  secrets = createSecretStore("secrets");
  ids = 0;
  vi.clearAllMocks();
});

const open = (store: SecretStore = secrets) =>
  createBackendKeys({ secrets: store, passes, randomId: () => `${(ids += 1)}`, report });

const refuse = () => Promise.reject(new DOMException("The disk is full", "QuotaExceededError"));

test("each key has an id of its own, and is kept out of logs from then on", async () => {
  const keys = open();
  expect(await keys.add("sk-one")).toBe("backend:key:1");
  expect(await keys.add("sk-one")).toBe("backend:key:2");
  expect((await secrets.get("backend:key:1"))?.reveal()).toBe("sk-one");
  expect(passes).toHaveBeenCalledTimes(2);
  await keys.delete("backend:key:1");
  expect(await secrets.ids()).toEqual(["backend:key:2"]);
});

test("a key shows its last four characters, and a short one nothing", async () => {
  const keys = open();
  expect(await keys.ending(await keys.add("sk-proj-0123456789wxyz"))).toBe("wxyz");
  expect(await keys.ending(await keys.add("short-key"))).toBe("");
  expect(await keys.ending("backend:key:gone")).toBeUndefined();
  expect(await open({ ...secrets, get: refuse }).ending("backend:key:1")).toBeUndefined();
  expect(report).toHaveBeenCalledOnce();
});

test("a key that the browser does not store is an error", async () => {
  await expect(open({ ...secrets, set: refuse }).add("sk-one")).rejects.toThrow("The disk is full");
});

test("keys that nothing stored names are deleted, and no other secrets", async () => {
  const keys = open();
  const [named, later, left] = [await keys.add("a"), await keys.add("b"), await keys.add("c")];
  await secrets.set("proxy:password:1", new Secret("p"));
  const area = createTestArea({
    "backend:x": { keyId: named },
    "backend:y": { type: "of tomorrow", keys: [{ id: later }] },
  });
  await tidyBackendKeys(
    secrets,
    createEntries(area, () => ({}), createTestLock()),
  );
  expect(await secrets.ids()).toEqual([named, later, "proxy:password:1"].toSorted());
  expect(await secrets.ids()).not.toContain(left);
});
