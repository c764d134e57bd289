import "fake-indexeddb/auto";
import { type IDBPDatabase, openDB } from "idb";
import { expect, it, test, vi } from "vitest";
import { messageRow } from "../rows/message-row.ts";
import { emptyText, TITLE, withTexts } from "../search/search-text.ts";
import { openDatabase } from "./database.ts";
import { createIndexedStore } from "./indexed-store.ts";

/** The database as each older version made it, by hand: the steps of today may not be asked how it looked. */
async function createOld(name: string, version: number): Promise<IDBPDatabase> {
  return openDB(name, version, {
    upgrade(old) {
      const conversations = old.createObjectStore("conversations", { keyPath: "id" });
      conversations.createIndex("by-update", "updatedAt");
      const messages = old.createObjectStore("messages", { keyPath: "id" });
      messages.createIndex("by-conversation", ["conversationId", "createdAt"]);
      messages.createIndex("by-state", "state");
      if (version === 1) return;
      conversations.createIndex("by-pin", "pinnedAt");
      conversations.createIndex("by-deletion", "deletedAt");
      messages.createIndex("by-deletion", "deletedAt");
      old.createObjectStore("drafts", { keyPath: "key" });
      old.createObjectStore("texts", { keyPath: "conversationId" });
      if (version > 2) old.createObjectStore("imports", { keyPath: "id" });
    },
  });
}

/** So many turns, of two sites in turns; `site` is how an older version called whom it asked. */
async function fill(name: string, version: number, turns: number): Promise<object[]> {
  const old = await createOld(name, version);
  const rows = Array.from(
    Array.from({ length: turns }, (_, turn) => [
      { id: `q${turn}`, parentId: turn === 0 ? null : `a${turn - 1}`, role: "user", text: "Why?" },
      {
        id: `a${turn}`,
        parentId: `q${turn}`,
        role: "assistant",
        text: "So.",
        site: turn % 2 === 0 ? "chatgptt.me" : "other.example/ask",
        continued: [{ site: "localhost:8080", model: "n", from: 1 }],
      },
    ]).flat(),
    (row, index) => ({ ...row, conversationId: "c", state: "done", createdAt: index }),
  );
  const transaction = old.transaction(["conversations", "messages"], "readwrite");
  const conversation = { id: "c", title: "Bees", createdAt: 1, updatedAt: 1, leafId: `a${turns - 1}` };
  await transaction.objectStore("conversations").put(conversation);
  for (const row of rows) void transaction.objectStore("messages").put(row);
  await transaction.done;
  if (version > 1) {
    const texts = rows.map(({ id, text }): [string, string] => [id, text]);
    await old.put("texts", withTexts(emptyText("c"), [[TITLE, "Bees"], ...texts]));
  }
  old.close();
  return rows;
}

it.each([1, 2, 3, 4])(
  "a database of version %i says whom it asked, and is left as it was until written",
  async (version) => {
    const name = `sites-${version}`;
    const rows = await fill(name, version, 1_500);
    const database = await openDatabase(name);
    const { messages = [] } = (await createIndexedStore(async () => database).open("c")) ?? {};
    expect(messages).toHaveLength(3_000);
    const continued = [{ backend: { id: "site:http://localhost:8080", name: "localhost:8080" }, model: "n", from: 1 }];
    const other = { id: "site:https://other.example/ask", name: "other.example/ask" };
    expect(messages[0]).toEqual(rows[0]);
    expect(messages[1]).toMatchObject({ backend: { id: "chatgptt", name: "chatgptt.me" }, continued });
    expect(messages[3]).toMatchObject({ backend: other, continued });
    expect(messages.filter((message) => "site" in message)).toEqual([]);
    const stored = await database.getAllFromIndex("messages", "by-conversation");
    expect(stored).toEqual(rows);
  },
);

test("what is written goes on naming the site for an older version, and what that one writes is understood", async () => {
  await fill("back", 4, 1);
  const database = await openDatabase("back");
  const store = createIndexedStore(async () => database);
  const [, answer] = (await store.open("c"))?.messages ?? [];
  if (answer === undefined) return expect.unreachable();
  await store.saveMessage({ ...answer, text: "So it is.", usage: { inputTokens: 5 } });
  const row = await database.get("messages", "a0");
  expect(row).toMatchObject({ text: "So it is.", site: "chatgptt.me", continued: [{ site: "localhost:8080" }] });
  // An older version goes on with it, knows nothing of backends, and keeps what it does not know.
  const later = { site: "third.example", from: 4 };
  await database.put("messages", { ...messageRow(answer), ...row, continued: [...(row?.continued ?? []), later] });
  const again = (await store.open("c"))?.messages[1];
  const third = { id: "site:https://third.example", name: "third.example" };
  expect(again?.continued?.map(({ backend }) => backend)).toEqual([answer.continued?.[0]?.backend, third]);
  expect(again).toMatchObject({ backend: answer.backend, usage: { inputTokens: 5 } });
});

test("a damaged row that was running keeps no other from being interrupted", async () => {
  await fill("running", 4, 1);
  const database = await openDatabase("running");
  const [question, answer] = await database.getAllFromIndex("messages", "by-conversation");
  await database.put("messages", { ...question, state: "streaming", text: undefined } as never);
  await database.put("messages", { ...answer, state: "streaming" } as never);
  const store = createIndexedStore(async () => database);
  await store.interruptRunning();
  expect((await store.open("c"))?.messages).toMatchObject([{ id: "a0", state: "interrupted" }]);
  expect(await database.get("messages", "q0")).toMatchObject({ state: "interrupted" });
});

test("a damaged row is one damaged row: it is reported, and left as it is", async () => {
  await fill("damaged", 4, 2);
  const database = await openDatabase("damaged");
  const damaged = { id: "a0", conversationId: "c", parentId: "q0", createdAt: 1, text: { parts: [] }, deletedAt: 5 };
  await database.put("messages", damaged as never);
  await database.put("conversations", { id: "odd", updatedAt: 9, deletedAt: 9 } as never);
  await database.put("conversations", { id: "bad", title: 7, updatedAt: "now", leafId: 3 } as never);
  const report = vi.fn<(problem: unknown) => void>();
  const store = createIndexedStore(async () => database, report);
  const stored = await store.open("c");
  expect(stored?.messages.map(({ id }) => id)).toEqual(["q0", "q1", "a1"]);
  expect(report).toHaveBeenCalledTimes(1);
  if (stored === undefined) return expect.unreachable();
  await store.save({ ...stored.conversation, title: "Wasps" }, stored.messages);
  expect(await database.get("messages", "a0")).toEqual(damaged);
  expect(await store.bin(0, 9)).toMatchObject({ items: [{ conversationId: "odd", title: "" }] });
  expect((await store.list(9)).conversations.map(({ id, title }) => [id, title])).toContainEqual(["bad", ""]);
  expect((await store.search("wasps", 9)).hits).toHaveLength(1);
  await store.expire(null);
  await store.purge(0);
  expect((await store.open("c"))?.conversation.title).toBe("Wasps");
});
