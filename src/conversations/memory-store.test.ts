import { expect, test } from "vitest";
import { createMemory } from "./memory.test-tools.ts";
import { createMemoryStore } from "./memory-store.ts";
import { sampleConversation, sampleMessage } from "./samples.test-tools.ts";

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
  expect(await memory.keys()).toEqual(["conversation:temporary:11:b"]);
  expect(await store.open("temporary:1:a")).toBeUndefined();
});

test("a conversation that session memory does not take stays whole as long as the background lives", async () => {
  const memory = createMemory();
  let full = true;
  const store = createMemoryStore({
    ...memory,
    keys: memory.keys,
    set: (key, value) => (full ? Promise.reject(new Error("QUOTA_BYTES quota exceeded")) : memory.set(key, value)),
  });
  const [conversation, messages] = inWindow("temporary:1:a", "long");
  await expect(store.save(conversation, messages)).rejects.toThrow("QUOTA");
  expect(await store.open("temporary:1:a")).toEqual({ conversation, messages });
  expect((await store.list(9)).conversations).toEqual([conversation]);
  full = false;
  await store.save(conversation, []);
  expect(await memory.get("conversation:temporary:1:a")).toEqual({ conversation, messages });
});
