import { IDBFactory } from "fake-indexeddb";
import "fake-indexeddb/auto";
import { beforeEach, expect, test, vi } from "vitest";
import { makeConversations } from "../../../tests/fixtures/conversations.ts";
import { type Database, openDatabase } from "../store/database.ts";
import { exportFile } from "./export-file.ts";
import { addConversations } from "./import-conversations.ts";
import { createImporter } from "./importer.ts";
import { endKilledImport } from "./import-journal.ts";
import { createIndexedStore } from "../store/indexed-store.ts";
import { createKilledImports } from "./killed-imports.ts";
import { sampleConversation, sampleMessage } from "../samples.test-tools.ts";
import type { ConversationStore } from "../store/store.ts";

let database: Database;
let store: ConversationStore;
const noProgress = () => undefined;

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  database = await openDatabase("here");
  store = createIndexedStore(async () => database);
});

const everything = () => Promise.all(([...database.objectStoreNames] as const).map((name) => database.getAll(name)));
const listed = async () => (await store.list(1_000)).conversations.map(({ id }) => id);

/** Returns the database of a worker that is killed when it has begun so many transactions. */
function killedAfter(transactions: number): Database {
  let left = transactions;
  return {
    transaction(...parameters: Parameters<Database["transaction"]>) {
      left -= 1;
      if (left < 0) throw new Error("killed");
      return database.transaction(...parameters);
    },
  } as unknown as Database;
}

test("an import that is killed at whatever moment is undone by the next start, or ended, and never left in part", async () => {
  const file = makeConversations(4, 150);
  const [mine, deleted, first, last] = file;
  if (!mine || !deleted || !first || !last) return expect.unreachable();
  const taken = [deleted, { ...first, draft: "Next?" }, last];
  let undone = 0;
  for (let transactions = 0; ; transactions += 1) {
    globalThis.indexedDB = new IDBFactory();
    database = await openDatabase("here");
    await store.save(mine.conversation, mine.messages);
    await store.save(deleted.conversation, deleted.messages);
    await store.delete(deleted.conversation.id, 5);
    const before = await everything();
    const end = await addConversations(killedAfter(transactions), taken, noProgress).catch(() => "killed");
    const seen = await listed();
    await endKilledImport(database);
    const after = await everything();
    expect(await database.getAll("imports")).toEqual([]);
    if (end === undefined) break;
    expect(end).toBe("killed");
    const isUndone = JSON.stringify(after) === JSON.stringify(before);
    if (isUndone) {
      undone += 1;
      // Nothing of it was visible before either.
      expect(seen).toEqual([mine.conversation.id]);
    } else {
      expect((await listed()).toSorted()).toEqual(file.map(({ conversation }) => conversation.id).toSorted());
      for (const stored of file) expect(await store.open(stored.conversation.id)).toEqual(stored);
      expect(await store.readDraft(first.conversation.id)).toBe("Next?");
    }
  }
  expect(undone).toBeGreaterThan(4);
});

test("what is shown again after a kill keeps what was said there since", async () => {
  const [one, two] = makeConversations(2, 2);
  if (one === undefined || two === undefined) return expect.unreachable();
  // These read what is here, and write the journal, the messages, the journal and the conversations. The journal's end
  // comes too late.
  await addConversations(killedAfter(5), [one, two], noProgress).catch(() => undefined);
  expect([await listed(), await database.count("imports")]).toMatchObject([{ length: 2 }, 1]);
  await store.save({ ...one.conversation, title: "Mine now" }, []);
  await endKilledImport(database);
  expect((await store.open(one.conversation.id))?.conversation.title).toBe("Mine now");
  expect(await database.count("imports")).toBe(0);
});

test("what is asked during an import is stored before that has ended", async () => {
  let ended = false;
  const adding = addConversations(database, makeConversations(40, 50), noProgress).then((problem) => {
    ended = true;
    return problem;
  });
  await store.save(sampleConversation({ leafId: "m" }), [sampleMessage({ id: "m", text: "Why?" })]);
  expect(ended).toBe(false);
  expect(await listed()).toEqual(["c"]);
  expect(await adding).toBeUndefined();
  expect(await listed()).toHaveLength(41);
});

test("the next import ends the one before, and runs alone", async () => {
  const file = makeConversations(2, 4);
  await addConversations(killedAfter(3), file, noProgress).catch(() => undefined);
  expect(await database.count("messages")).toBeGreaterThan(0);
  const alone = vi.fn();
  const messages: unknown[] = [];
  const take = createImporter(
    Promise.resolve(database),
    (message) => messages.push(message),
    (task) => {
      alone();
      return task();
    },
  );
  await take({ type: "read", file: new Blob([exportFile(file)]) });
  await take({ type: "add" });
  expect(messages.at(-1)).toEqual({ type: "added" });
  expect(alone).toHaveBeenCalledOnce();
  expect(await listed()).toHaveLength(2);
});

test("a background ends a killed import once nothing imports any more, and says so", async () => {
  await addConversations(killedAfter(3), makeConversations(2, 4), noProgress).catch(() => undefined);
  let letIn = (): void => undefined;
  const turn = new Promise<void>((resolve) => (letIn = resolve));
  const ended = vi.fn();
  const end = createKilledImports({
    open: async () => database,
    alone: async (task) => {
      await turn;
      return task();
    },
    ended,
  });
  const ends = [end(), end()];
  expect(await database.count("imports")).toBe(1);
  letIn();
  await Promise.all(ends);
  expect(ended).toHaveBeenCalledOnce();
  expect([await database.count("imports"), await database.count("messages")]).toEqual([0, 0]);
  await end();
  expect(ended).toHaveBeenCalledOnce();
});
