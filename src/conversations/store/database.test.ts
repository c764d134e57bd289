import "fake-indexeddb/auto";
import { forceCloseDatabase } from "fake-indexeddb";
import { deleteDB, openDB, unwrap } from "idb";
import { expect, test, vi } from "vitest";
import { createDatabaseOpener, openDatabase, SCHEMA_VERSION } from "./database.ts";
import { createIndexedStore } from "./indexed-store.ts";

/** The database as the first release made it, by hand: the steps of today may not be asked how it looked. */
async function storeVersion1(name: string): Promise<void> {
  const database = await openDB(name, 1, {
    upgrade(old) {
      const conversations = old.createObjectStore("conversations", { keyPath: "id" });
      conversations.createIndex("by-update", "updatedAt");
      const messages = old.createObjectStore("messages", { keyPath: "id" });
      messages.createIndex("by-conversation", ["conversationId", "createdAt"]);
      messages.createIndex("by-state", "state");
    },
  });
  const transaction = database.transaction(["conversations", "messages"], "readwrite");
  const conversations = [
    { id: "bees", title: "Why do bees dance?", createdAt: 1, updatedAt: 10, leafId: "b2" },
    { id: "gone", title: "Wasps", createdAt: 2, updatedAt: 30, leafId: null, deletedAt: 40 },
    { id: "empty", title: "", createdAt: 3, updatedAt: 20, leafId: null },
  ];
  const messages = [
    { id: "b1", parentId: null, role: "user", text: "Why do bees dance?", state: "done", createdAt: 1 },
    { id: "b2", parentId: "b1", role: "assistant", text: "They talk of HONEY.", state: "streaming", createdAt: 2 },
  ];
  for (const conversation of conversations) await transaction.objectStore("conversations").put(conversation);
  for (const message of messages) await transaction.objectStore("messages").put({ ...message, conversationId: "bees" });
  await transaction.done;
  database.close();
}

test("a database of version 1 is brought up to date with all that is in it", async () => {
  await storeVersion1("old");
  const database = await openDatabase("old");
  expect(database.version).toBe(SCHEMA_VERSION);
  const store = createIndexedStore(async () => database);
  expect((await store.list(9)).conversations.map(({ id }) => id)).toEqual(["empty", "bees"]);
  expect((await store.open("bees"))?.messages.map(({ text }) => text)).toEqual([
    "Why do bees dance?",
    "They talk of HONEY.",
  ]);
  expect((await store.search("honey", 9)).hits.map(({ messageId }) => messageId)).toEqual(["b2"]);
  expect((await store.search("bees", 9)).hits.map(({ messageId }) => messageId)).toEqual([null, "b1"]);
  expect((await store.search("wasps", 9)).hits).toEqual([]);

  await store.interruptRunning();
  expect((await store.open("bees"))?.messages[1]?.state).toBe("interrupted");
  await store.saveDraft("bees", "And?");
  expect(await store.readDraft("bees")).toBe("And?");
  await store.restore("gone");
  expect((await store.search("wasps", 9)).hits.map(({ messageId }) => messageId)).toEqual([null]);
  await store.delete("bees", 50);
  await store.purge(50);
  expect(await store.open("bees")).toBeUndefined();
  expect((await store.search("honey", 9)).hits).toEqual([]);
});

test("texts that an earlier version folded are folded as what is typed is folded now", async () => {
  const old = await openDB("folded", 2, {
    upgrade(database) {
      const conversations = database.createObjectStore("conversations", { keyPath: "id" });
      for (const [name, path] of [
        ["by-update", "updatedAt"],
        ["by-pin", "pinnedAt"],
        ["by-deletion", "deletedAt"],
      ]) {
        conversations.createIndex(name ?? "", path ?? "");
      }
      const messages = database.createObjectStore("messages", { keyPath: "id" });
      messages.createIndex("by-conversation", ["conversationId", "createdAt"]);
      messages.createIndex("by-state", "state");
      messages.createIndex("by-deletion", "deletedAt");
      database.createObjectStore("drafts", { keyPath: "key" });
      database.createObjectStore("texts", { keyPath: "conversationId" });
    },
  });
  const message = { id: "m", conversationId: "c", parentId: null, role: "user", state: "done", createdAt: 1 };
  await old.put("conversations", { id: "c", title: "Caf\u00e9", createdAt: 1, updatedAt: 1, leafId: "m" });
  await old.put("messages", { ...message, text: "Don\u2019t!" });
  const starts = Uint32Array.from([0, 5]);
  await old.put("texts", { conversationId: "c", folded: "caf\u00e9\u0000don\u2019t!\u0000", ids: "\u0000m", starts });
  old.close();
  const store = createIndexedStore(createDatabaseOpener("folded"));
  const found = async (query: string) => (await store.search(query, 9)).hits.map(({ messageId }) => messageId);
  expect([await found("cafe"), await found("don't")]).toEqual([[null], ["m"]]);
});

test("it is brought up to date once, and opened as it is afterwards", async () => {
  await storeVersion1("twice");
  (await openDatabase("twice")).close();
  const again = createIndexedStore(createDatabaseOpener("twice"));
  expect((await again.search("honey", 9)).hits.map(({ messageId }) => messageId)).toEqual(["b2"]);
});

test("a new database has the same shape as one that was brought up to date", async () => {
  await storeVersion1("shape");
  const shapes = await Promise.all(
    ["shape", "fresh"].map(async (name) => {
      const database = await openDatabase(name);
      const stores = [...database.objectStoreNames];
      const transaction = database.transaction(stores);
      return stores.map((store) => [
        store,
        transaction.objectStore(store).keyPath,
        [...transaction.objectStore(store).indexNames],
      ]);
    }),
  );
  expect(shapes[0]).toEqual(shapes[1]);
});

test("a database of a later version is refused and left as it is", async () => {
  (await openDB("later", SCHEMA_VERSION + 1)).close();
  await expect(openDatabase("later")).rejects.toMatchObject({ name: "VersionError" });
  expect((await openDB("later")).version).toBe(SCHEMA_VERSION + 1);
});

test("an open database makes way for another version, and is opened again afterwards", async () => {
  const open = createDatabaseOpener("waiting");
  const first = await open();
  expect(await open()).toBe(first);
  await deleteDB("waiting");
  const second = await open();
  expect(second).not.toBe(first);
  expect(await second.count("conversations")).toBe(0);
});

test("a database that the browser closed, or did not open, is opened again", async () => {
  const open = createDatabaseOpener("closed");
  const first = await open();
  // Its type names the class where it takes an instance.
  forceCloseDatabase(unwrap(first) as never);
  expect(await (await open()).count("conversations")).toBe(0);

  const later = createDatabaseOpener("refused");
  const refused = vi.spyOn(indexedDB, "open").mockImplementationOnce(() => {
    throw new DOMException("Not now", "UnknownError");
  });
  await expect(async () => later()).rejects.toThrow("Not now");
  refused.mockRestore();
  expect(await (await later()).count("conversations")).toBe(0);
});
