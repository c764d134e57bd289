import type { StoredConversation } from "../conversation.ts";
import { IDBFactory } from "fake-indexeddb";
import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it, test, vi } from "vitest";
import { makeConversations } from "../../../tests/fixtures/conversations.ts";
import { type Database, openDatabase } from "../store/database.ts";
import type { Unsaved } from "../store/pending-writes.ts";
import { exportAll } from "./export-all.ts";
import { exportFile } from "./export-file.ts";
import { addConversations } from "./import-conversations.ts";
import { createImporter } from "./importer.ts";
import { createIndexedStore } from "../store/indexed-store.ts";
import { sampleConversation, sampleMessage } from "../samples.test-tools.ts";
import type { ConversationStore } from "../store/store.ts";
import type { FromImporter } from "./transfer-messages.ts";

let database: Database;
let store: ConversationStore;

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  database = await openDatabase("here");
  store = createIndexedStore(async () => database);
});

async function everything(of = database): Promise<unknown[]> {
  return Promise.all(([...of.objectStoreNames] as const).map((name) => of.getAll(name)));
}

const nobody = new AbortController().signal;
const noProgress = () => undefined;
const three = makeConversations(3, 4);
const nothing = new Map<string, never>();

/** What the importer says of a file, and of the word to add it. */
async function importFile(file: Blob): Promise<FromImporter[]> {
  const messages: FromImporter[] = [];
  const take = createImporter(Promise.resolve(database), (message) => messages.push(message));
  await take({ type: "read", file });
  if (messages.at(-1)?.type === "plan") await take({ type: "add" });
  return messages.filter(({ type }) => type !== "progress");
}

describe("an import", () => {
  it("of an export gives the same in an empty database, to be listed and found", async () => {
    for (const { conversation, messages } of three) await store.save(conversation, messages);
    const file = await exportAll(database, nothing, noProgress, nobody);
    const before = await everything();
    database = await openDatabase("there");
    expect(await importFile(file)).toEqual([
      { type: "plan", conversations: 3, messages: 12, known: 0, holdsMore: false },
      { type: "added" },
    ]);
    expect(await everything()).toEqual(before);
    const there = createIndexedStore(async () => database);
    expect((await there.list(9)).conversations).toHaveLength(3);
    expect((await there.search("marker1x2", 9)).hits.map(({ messageId }) => messageId)).toEqual(["message-1-2"]);
  });

  it("brings back what has just been deleted, as it was here", async () => {
    for (const { conversation, messages } of three) await store.save(conversation, messages);
    const file = await exportAll(database, nothing, noProgress, nobody);
    const [first] = three;
    const conversation = first?.conversation ?? sampleConversation();
    const later = sampleMessage({ id: "later", conversationId: conversation.id, text: "Later" });
    await store.save(conversation, [later]);
    const before = await everything();
    await store.delete(null, 5);
    expect(await importFile(file)).toMatchObject([
      { type: "plan", conversations: 3, known: 0, holdsMore: false },
      { type: "added" },
    ]);
    await store.purge(5);
    expect(await everything()).toEqual(before);
  });

  it("puts what waited to be asked into the text box, and asks nothing", async () => {
    const queue = [{ id: "w", text: "Next?" }];
    const stored = { conversation: sampleConversation({ queue }), messages: [] };
    await importFile(new Blob([exportFile([stored])]));
    expect((await store.open("c"))?.conversation).toEqual(sampleConversation());
    expect(await store.readDraft("c")).toBe("Next?");
  });

  it("that is done a second time adds nothing", async () => {
    const file = new Blob([exportFile(three)]);
    await importFile(file);
    const before = await everything();
    expect(await importFile(file)).toEqual([
      { type: "plan", conversations: 0, messages: 0, known: 3, holdsMore: false },
      { type: "added" },
    ]);
    expect(await everything()).toEqual(before);
  });

  it("leaves conversations that are here as they are, and adds the others", async () => {
    const [first, ...others] = three;
    if (first === undefined) return expect.unreachable();
    const mine = { ...first.conversation, title: "Mine" };
    await store.save(mine, first.messages.slice(0, 1));
    const messages = await importFile(new Blob([exportFile(three)]));
    expect(messages[0]).toEqual({ type: "plan", conversations: 2, messages: 8, known: 1, holdsMore: false });
    expect(await store.open(mine.id)).toEqual({ conversation: mine, messages: first.messages.slice(0, 1) });
    expect(await store.open(others[0]?.conversation.id ?? "")).toEqual(others[0]);
  });

  it("reads letters that were cut in two by the pieces of a file", async () => {
    const text = "🐝é".repeat(50_000);
    const stored = { conversation: sampleConversation({ leafId: "m" }), messages: [sampleMessage({ id: "m", text })] };
    await importFile(new Blob([exportFile([stored])]));
    expect((await store.open("c"))?.messages[0]?.text).toBe(text);
  });

  it("tells how it goes, and is nothing without a file", async () => {
    const messages: FromImporter[] = [];
    const take = createImporter(Promise.resolve(database), (message) => messages.push(message));
    await take({ type: "add" });
    expect(messages).toEqual([]);
    const file = new Blob([exportFile(three)]);
    await take({ type: "read", file });
    expect(messages.at(-3)).toEqual({ type: "progress", stage: "reading", done: file.size, total: file.size });
    expect(messages.at(-2)).toMatchObject({ stage: "checking" });
    await take({ type: "add" });
    const adding = messages.filter((message) => message.type === "progress" && message.stage === "adding");
    expect(adding.at(-1)).toEqual({ type: "progress", stage: "adding", done: 3, total: 3 });
  });
});

describe("an import changes nothing", () => {
  const own: StoredConversation = {
    conversation: sampleConversation({ id: "own", leafId: "taken" }),
    messages: [sampleMessage({ id: "taken", conversationId: "own", text: "Mine" })],
  };
  beforeEach(() => store.save(own.conversation, own.messages));

  it.each([
    ["that is no JSON", "{", "not-json"],
    ["that is not written in UTF-8", new Uint8Array([0x22, 0xe9, 0x22]), "not-json"],
    ["that breaks off within a letter", new Uint8Array([0x22, 0xc3]), "not-json"],
    ["of another program", "[]", "foreign"],
    ["of a later Sidenote", '{"format":"sidenote","version":3}', "newer"],
    ["whose last conversation is damaged", exportFile(three).replaceAll("message-2-3", "message-2-2"), "damaged"],
  ])("and says so for a file %s", async (_, text, problem) => {
    const before = await everything();
    expect(await importFile(new Blob([text]))).toEqual([{ type: "problem", problem }]);
    expect(await everything()).toEqual(before);
  });

  it.each<[string, Partial<StoredConversation>]>([
    ["message", { messages: [sampleMessage({ id: "taken", text: "Theirs" })] }],
    ["queued question", { conversation: sampleConversation({ queue: [{ id: "taken", text: "Theirs" }] }) }],
  ])("where a %s has an id that another conversation here uses", async (_, change) => {
    const before = await everything();
    const colliding = { conversation: sampleConversation(), messages: [], ...change };
    expect(await addConversations(database, [...three, colliding], noProgress)).toBe("collides");
    expect(await everything()).toEqual(before);
  });

  it("where its transaction is ended midway", async () => {
    const before = await everything();
    const transactions: { abort(): void }[] = [];
    const watched = {
      transaction(...parameters: Parameters<Database["transaction"]>) {
        const transaction = database.transaction(...parameters);
        transactions.push(transaction);
        return transaction;
      },
    } as unknown as Database;
    const endMidway = (done: number) => done === 2 && transactions[0]?.abort();
    expect(await addConversations(watched, three, endMidway)).toBe("not-stored");
    expect(await everything()).toEqual(before);
  });

  it("where something fails between two conversations", async () => {
    const before = await everything();
    const fail = vi
      .fn<(done: number) => void>()
      .mockReturnValueOnce(undefined)
      .mockImplementationOnce(() => {
        throw new Error("The page is gone");
      });
    expect(await addConversations(database, three, fail)).toBe("not-stored");
    expect(await everything()).toEqual(before);
  });

  it("where the browser cannot copy what is to be written", async () => {
    const before = await everything();
    const odd = { ...sampleConversation({ id: "odd" }), title: (() => undefined) as unknown as string };
    const stored = { conversation: sampleConversation({ id: "odd" }), messages: [odd as never] };
    expect(await addConversations(database, [...three, stored], noProgress)).toBe("not-stored");
    expect(await everything()).toEqual(before);
  });
});

test("an export leaves out what is deleted, tells how it goes, and can be stopped", async () => {
  for (const { conversation, messages } of three) await store.save(conversation, messages);
  await store.delete("conversation-0", 5);
  const progress = vi.fn<(done: number, total: number) => void>();
  const file = await exportAll(database, nothing, progress, nobody);
  expect(JSON.parse(await file.text()).conversations).toEqual(three.slice(1));
  expect(progress.mock.calls).toEqual([1, 2, 3].map((done) => [done, 3]));
  await expect(exportAll(database, nothing, noProgress, AbortSignal.abort(new Error("Enough")))).rejects.toThrow(
    "Enough",
  );
});

test("an export holds what waits to be written, over what is stored", async () => {
  const [one, two] = three;
  if (one === undefined || two === undefined) return expect.unreachable();
  await store.save(one.conversation, one.messages);
  const [, ...later] = one.messages;
  const unsaved = new Map<string, Unsaved>([
    [one.conversation.id, { messages: later.map((message) => ({ ...message, text: "later" })) }],
    [two.conversation.id, two],
  ]);
  const exported = JSON.parse(await (await exportAll(database, unsaved, noProgress, nobody)).text());
  expect(exported.conversations).toHaveLength(2);
  expect(exported.conversations[0].messages.map(({ text }: { text: string }) => text)).toEqual([
    one.messages[0]?.text,
    ...later.map(() => "later"),
  ]);
  expect(exported.conversations[1]).toEqual(two);
});

test("an export of nothing is a file that can be imported", async () => {
  const file = await exportAll(database, nothing, noProgress, nobody);
  expect(await importFile(file)).toEqual([
    { type: "plan", conversations: 0, messages: 0, known: 0, holdsMore: false },
    { type: "added" },
  ]);
});
