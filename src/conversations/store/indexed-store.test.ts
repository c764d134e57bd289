import "fake-indexeddb/auto";
import { editedKey } from "../draft-keys.ts";
import { beforeEach, describe, expect, it } from "vitest";
import { messageStates } from "../conversation.ts";
import { isRunning } from "../message-state.ts";
import { createDatabaseOpener } from "./database.ts";
import { createIndexedStore } from "./indexed-store.ts";
import { sampleConversation, sampleMessage } from "../samples.test-tools.ts";
import type { ConversationStore } from "./store.ts";
import { storeKinds } from "./store-kinds.test-tools.ts";

describe.each(storeKinds)("a store %s", (_, createStore) => {
  let store: ConversationStore;
  beforeEach(() => {
    store = createStore();
  });

  it("gives back what was saved, messages oldest first", async () => {
    const conversation = sampleConversation({ title: "Bees", leafId: "z" });
    const late = sampleMessage({ id: "a", createdAt: 30, parentId: "z", role: "assistant", text: "Buzz" });
    const early = sampleMessage({ id: "z", createdAt: 20, text: "Why?" });
    await store.save(conversation, [late, early]);
    expect(await store.open("c")).toEqual({ conversation, messages: [early, late] });
  });

  it("keeps every field of a message", async () => {
    const error = { kind: "rate-limit", status: 429, detail: "Slow down", retryAt: 5 } as const;
    const whole = sampleMessage({
      id: "m",
      state: "failed",
      backend: { id: "a", name: "a.example" },
      model: "gpt-4o",
      notice: "Hi",
      incomplete: "cut",
      error,
    });
    await store.save(sampleConversation(), [whole]);
    expect((await store.open("c"))?.messages).toEqual([whole]);
  });

  it("knows nothing of a conversation that was never saved", async () => {
    expect(await store.open("c")).toBeUndefined();
  });

  it("does not mix the messages of conversations, even where one id begins with another", async () => {
    for (const id of ["c", "c2", "b"]) {
      await store.save(sampleConversation({ id }), [sampleMessage({ id: `m-${id}`, conversationId: id })]);
    }
    expect((await store.open("c"))?.messages.map(({ id }) => id)).toEqual(["m-c"]);
  });

  it("replaces a conversation and only those of its messages that are saved again", async () => {
    await store.save(sampleConversation(), [sampleMessage({ id: "1" }), sampleMessage({ id: "2", createdAt: 2 })]);
    await store.save(sampleConversation({ title: "New" }), [sampleMessage({ id: "2", createdAt: 2, text: "changed" })]);
    const stored = await store.open("c");
    expect(stored?.conversation.title).toBe("New");
    expect(stored?.messages.map(({ text }) => text)).toEqual(["", "changed"]);
  });

  it("restores a deleted conversation with its messages", async () => {
    const conversation = sampleConversation({ title: "Bees" });
    await store.save(conversation, [sampleMessage({ id: "m" })]);
    await store.delete("c", 40);
    await store.restore("c");
    await store.purge(1_000);
    expect((await store.list(9)).conversations).toEqual([conversation]);
    expect((await store.open("c"))?.messages).toHaveLength(1);
  });

  it("purges what was deleted up to the given time, with its messages, and nothing else", async () => {
    for (const id of ["first", "second", "kept"]) {
      await store.save(sampleConversation({ id }), [sampleMessage({ id: `m-${id}`, conversationId: id })]);
    }
    await store.delete("first", 40);
    await store.delete("second", 41);
    await store.purge(40);
    expect(await store.open("first")).toBeUndefined();
    expect((await store.open("second"))?.messages).toHaveLength(1);
    expect((await store.open("kept"))?.messages).toHaveLength(1);

    await store.save(sampleConversation({ id: "first" }), []);
    expect((await store.open("first"))?.messages).toEqual([]);
  });

  it("deletes and restores all at once, each by the time of its own deletion", async () => {
    for (const id of ["first", "second", "third"]) await store.save(sampleConversation({ id }), []);
    await store.delete("first", 40);
    await store.delete(null, 50);
    expect((await store.list(9)).conversations).toEqual([]);
    // The one that was deleted by itself before stays deleted.
    await store.restore(null);
    const restored = (await store.list(9)).conversations;
    expect(restored.map(({ id }) => id).toSorted()).toEqual(["second", "third"]);
    expect(restored.filter((conversation) => "deletedAt" in conversation)).toEqual([]);
    await store.purge(40);
    expect(await store.open("first")).toBeUndefined();
  });

  it("keeps the first time where a conversation is deleted twice", async () => {
    await store.save(sampleConversation(), []);
    await store.delete("c", 40);
    await store.delete("c", 90);
    await store.purge(40);
    expect(await store.open("c")).toBeUndefined();
  });

  it("purges a deleted message with all that follows it, and leaves its siblings", async () => {
    await store.save(sampleConversation(), [
      sampleMessage({ id: "q" }),
      sampleMessage({ id: "a1", parentId: "q", createdAt: 2, deletedAt: 40 }),
      sampleMessage({ id: "q2", parentId: "a1", createdAt: 3 }),
      sampleMessage({ id: "a2", parentId: "q2", createdAt: 4 }),
      sampleMessage({ id: "b", parentId: "q", createdAt: 5 }),
    ]);
    await store.purge(39);
    expect((await store.open("c"))?.messages).toHaveLength(5);
    await store.purge(40);
    expect((await store.open("c"))?.messages.map(({ id }) => id)).toEqual(["q", "b"]);
  });

  it("writes no message of a branch that is gone for good", async () => {
    await store.save(sampleConversation(), [sampleMessage({ id: "q" }), sampleMessage({ id: "a", deletedAt: 40 })]);
    await store.purge(40);
    await store.saveMessage(sampleMessage({ id: "a", text: "late" }));
    expect((await store.open("c"))?.messages.map(({ id }) => id)).toEqual(["q"]);
  });

  it("keeps drafts by their key, forgets empty ones, and purges that of a conversation with it", async () => {
    await store.save(sampleConversation(), []);
    for (const key of ["c", editedKey("c"), "new:chat"]) await store.saveDraft(key, `Draft of ${key}`);
    expect([await store.readDraft("c"), await store.readDraft("d")]).toEqual(["Draft of c", ""]);
    await store.saveDraft("new:chat", "");
    expect(await store.readDraft("new:chat")).toBe("");
    await store.delete("c", 1);
    expect(await store.readDraft("c")).toBe("Draft of c");
    await store.purge(1);
    expect([await store.readDraft("c"), await store.readDraft(editedKey("c"))]).toEqual(["", ""]);
  });

  it("loses nothing of what is written at one moment", async () => {
    await store.save(sampleConversation(), [sampleMessage({ id: "1" }), sampleMessage({ id: "2" })]);
    await Promise.all([
      store.saveMessage(sampleMessage({ id: "1", text: "one" })),
      store.save(sampleConversation({ title: "New" }), [sampleMessage({ id: "3", text: "three" })]),
      store.saveMessage(sampleMessage({ id: "2", text: "two" })),
    ]);
    const stored = await store.open("c");
    expect(stored?.conversation.title).toBe("New");
    expect(stored?.messages.map(({ text }) => text).toSorted()).toEqual(["one", "three", "two"]);
  });

  it("takes deleting and restoring what is not there for nothing", async () => {
    await store.delete("nowhere", 1);
    await store.restore("nowhere");
    expect(await store.list(9)).toEqual({ conversations: [], more: false });
    expect(await store.open("nowhere")).toBeUndefined();
  });

  it("saves one message of a conversation", async () => {
    await store.save(sampleConversation(), [sampleMessage({ id: "m" })]);
    await store.saveMessage(sampleMessage({ id: "m", text: "grown" }));
    expect((await store.open("c"))?.messages.map(({ text }) => text)).toEqual(["grown"]);
  });

  it("writes no message of a conversation that is gone for good", async () => {
    await store.save(sampleConversation(), [sampleMessage({ id: "m" })]);
    await store.delete("c", 1);
    await store.purge(1);
    await store.saveMessage(sampleMessage({ id: "m", text: "late" }));
    await store.save(sampleConversation(), []);
    expect((await store.open("c"))?.messages).toEqual([]);
  });

  it("writes a message of a conversation that can still be restored", async () => {
    await store.save(sampleConversation(), [sampleMessage({ id: "m", state: "streaming" })]);
    await store.delete("c", 1);
    await store.saveMessage(sampleMessage({ id: "m", state: "stopped" }));
    await store.restore("c");
    expect((await store.open("c"))?.messages.map(({ state }) => state)).toEqual(["stopped"]);
  });

  it("marks running messages as interrupted, no longer in line, and keeps their text", async () => {
    const messages = messageStates.map((state) =>
      sampleMessage({ id: state, state, text: `so far: ${state}`, ...(isRunning(state) && { inLine: true }) }),
    );
    await store.save(sampleConversation(), messages);
    await store.interruptRunning();
    const after = new Map((await store.open("c"))?.messages.map((message) => [message.id, message]));
    expect(after.get("sending")).toMatchObject({ state: "interrupted", text: "so far: sending" });
    expect(after.get("streaming")).toMatchObject({ state: "interrupted", text: "so far: streaming" });
    for (const state of ["done", "stopped", "failed", "interrupted"]) expect(after.get(state)?.state).toBe(state);
    expect([...after.values()].filter(({ inLine }) => inLine)).toEqual([]);
  });
});

describe("the store in IndexedDB", () => {
  it("is found again under its name by the next background", async () => {
    await createIndexedStore(createDatabaseOpener("again")).save(sampleConversation(), [sampleMessage({ id: "m" })]);
    expect((await createIndexedStore(createDatabaseOpener("again")).open("c"))?.messages).toHaveLength(1);
  });

  it("writes the row that is searched when an answer has ended, and not with each checkpoint", async () => {
    const database = await createDatabaseOpener("rows")();
    const store = createIndexedStore(async () => database);
    const answer = sampleMessage({ id: "a", role: "assistant", state: "streaming" });
    await store.save(sampleConversation(), [answer]);
    const row = await database.get("texts", "c");
    for (const text of ["They", "They waggle"]) await store.saveMessage({ ...answer, text });
    expect(await database.get("texts", "c")).toEqual(row);
    await store.saveMessage({ ...answer, text: "They waggle", state: "done" });
    expect((await database.get("texts", "c"))?.folded).toContain("they waggle");
  });

  it("rejects where there is no database", async () => {
    const store = createIndexedStore(() => Promise.reject(new DOMException("No room", "QuotaExceededError")));
    await expect(store.open("c")).rejects.toThrow("No room");
    await expect(store.save(sampleConversation(), [])).rejects.toThrow("No room");
  });
});
