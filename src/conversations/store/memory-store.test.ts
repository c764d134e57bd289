import { expect, test, vi } from "vitest";
import { createMemory } from "./memory.test-tools.ts";
import { createMemoryStore } from "./memory-store.ts";
import { sampleConversation, sampleMessage } from "../samples.test-tools.ts";

const inWindow = (id: string, text: string) =>
  [sampleConversation({ id, title: text }), [sampleMessage({ id: `m-${id}`, conversationId: id, text })]] as const;

test("a window lists, finds, deletes and restores its own conversations alone", async () => {
  const store = createMemoryStore(createMemory());
  await store.save(...inWindow("temporary:1:a", "Bees"));
  await store.save(...inWindow("temporary:11:b", "Bees"));
  const first = store.within("temporary:1:");
  const ids = async () => (await store.list(9)).conversations.map(({ id }) => id);
  expect((await first.list(9)).conversations.map(({ id }) => id)).toEqual(["temporary:1:a"]);
  expect((await first.search("bees", 9)).hits.map(({ conversation: { id } }) => id)).toEqual(
    Array(2).fill("temporary:1:a"),
  );
  await first.delete(null, 40);
  expect(await ids()).toEqual(["temporary:11:b"]);
  await store.within("temporary:11:").restore(null);
  expect(await ids()).toEqual(["temporary:11:b"]);
  await first.restore(null);
  expect(await ids()).toHaveLength(2);
});

test("nothing is left of a window that was forgotten, and nothing comes back, however late it is saved", async () => {
  const memory = createMemory();
  const store = createMemoryStore(memory);
  await store.save(...inWindow("temporary:1:a", "private"));
  await store.saveDraft("temporary:1:new:chat", "half a private thought");
  await store.save(...inWindow("temporary:11:b", "other"));
  const late = store.saveMessage(sampleMessage({ id: "m", conversationId: "temporary:1:a" }));
  await Promise.all([store.interruptRunning(), store.purge(1), late, store.forget("temporary:1:")]);
  await store.save(...inWindow("temporary:1:a", "private"));
  await store.saveDraft("temporary:1:a", "half a private thought");
  expect((await memory.keys()).filter((key) => !key.includes("temporary:11:b"))).toEqual([]);
  expect(await store.open("temporary:11:b")).toMatchObject({ messages: [{ text: "other" }] });
  expect(await store.open("temporary:1:a")).toBeUndefined();
});

test("a conversation that session memory does not take stays whole, and the background awake, until there is room", async () => {
  const memory = createMemory(500);
  await memory.set("else", "x".repeat(480));
  const rest = vi.fn();
  const store = createMemoryStore(memory, { stayAwake: () => rest });
  const [conversation, messages] = inWindow("temporary:1:a", "long");
  await expect(store.save(conversation, messages)).rejects.toThrow("quota");
  await expect(store.saveDraft("temporary:1:a", "half a thought")).rejects.toThrow("quota");
  expect(await store.open("temporary:1:a")).toEqual({ conversation, messages });
  expect((await store.list(9)).conversations).toEqual([conversation]);
  expect(await store.readDraft("temporary:1:a")).toBe("half a thought");
  expect(rest).not.toHaveBeenCalled();
  await memory.delete("else");
  await store.save(conversation, []);
  expect(rest).toHaveBeenCalledOnce();
  const next = createMemoryStore(memory);
  expect(await next.open("temporary:1:a")).toEqual({ conversation, messages });
  expect(await next.readDraft("temporary:1:a")).toBe("half a thought");
});

test("a checkpoint writes one message, however long the conversation is", async () => {
  const memory = createMemory();
  const set = vi.fn(memory.set);
  const store = createMemoryStore({ ...memory, set });
  const conversationId = "temporary:1:a";
  const messages = Array.from({ length: 200 }, (_, index) =>
    sampleMessage({ id: `m${index}`, conversationId, createdAt: index, text: "word ".repeat(1_000) }),
  );
  await store.save(sampleConversation({ id: conversationId }), messages);
  set.mockClear();
  const answer = sampleMessage({ id: "m199", conversationId, createdAt: 199, text: "grown", state: "streaming" });
  await store.saveMessage(answer);
  expect(JSON.stringify(set.mock.calls).length).toBeLessThan(500);
  expect((await store.open(conversationId))?.messages.at(-1)).toEqual(answer);
});
