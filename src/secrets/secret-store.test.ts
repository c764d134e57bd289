import "fake-indexeddb/auto";
import { deleteDB } from "idb";
import { beforeEach, expect, test } from "vitest";
import { Secret } from "./secret.ts";
import { createSecretStore } from "./secret-store.ts";

const store = createSecretStore("secrets-test");

beforeEach(() => deleteDB("secrets-test"));

test("what was stored comes back, also from another page", async () => {
  await store.set("proxy:password:1", new Secret("p@ss wörd"));
  await store.set("backend:1:key", new Secret(""));
  const other = createSecretStore("secrets-test");
  expect((await other.get("proxy:password:1"))?.reveal()).toBe("p@ss wörd");
  expect((await other.get("backend:1:key"))?.reveal()).toBe("");
  expect(await other.ids()).toEqual(["backend:1:key", "proxy:password:1"]);
});

test("a second value takes the place of the first, and what is deleted is gone", async () => {
  await store.set("a", new Secret("one"));
  await store.set("a", new Secret("two"));
  expect((await store.get("a"))?.reveal()).toBe("two");
  await store.delete("a");
  await store.delete("never there");
  expect(await store.get("a")).toBeUndefined();
  expect(await store.ids()).toEqual([]);
});

test("whoever asks for ids makes no database", async () => {
  expect(await store.ids()).toEqual([]);
  expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain("secrets-test");
});
