import { beforeEach, describe, expect, it } from "vitest";
import { createMemory } from "./store/memory.test-tools.ts";
import { sampleConversation, sampleMessage } from "./samples.test-tools.ts";
import { createFallbackStore } from "./store/fallback-store.ts";
import type { ConversationStore } from "./store/store.ts";
import { storeKinds } from "./store/store-kinds.test-tools.ts";

describe.each(storeKinds)("the bin of a store %s", (_, createStore) => {
  let store: ConversationStore;
  beforeEach(async () => {
    store = createStore();
    for (const id of ["one", "two", "three"]) {
      await store.save(sampleConversation({ id, title: `About ${id}` }), [
        sampleMessage({ id: `${id}-q`, conversationId: id, text: `Why ${id}?` }),
        sampleMessage({ id: `${id}-a`, conversationId: id, parentId: `${id}-q`, text: `Because ${id}`, createdAt: 2 }),
      ]);
    }
  });

  const shown = async (since = 1, limit = 9) => {
    const { items, more } = await store.bin(since, limit);
    return `${items.map(({ title, branch }) => (branch === null ? title : branch.text)).join(", ")}${more ? " …" : ""}`;
  };

  async function deleteMessage(conversationId: string, messageId: string, deletedAt: number): Promise<void> {
    const stored = await store.open(conversationId);
    const message = stored?.messages.find(({ id }) => id === messageId);
    if (stored !== undefined && message !== undefined)
      await store.save(stored.conversation, [{ ...message, deletedAt }]);
  }

  it("has what was deleted since a moment, the latest first, and says where there is more", async () => {
    await store.delete("one", 40);
    await store.delete("two", 60);
    await deleteMessage("three", "three-a", 50);
    expect(await shown()).toBe("About two, Because three, About one");
    expect(await shown(40)).toBe("About two, Because three");
    expect(await shown(1, 2)).toBe("About two, Because three …");
    expect(await store.count(1)).toEqual({ conversations: 1, deleted: 3 });
    expect(await store.count(50)).toEqual({ conversations: 1, deleted: 1 });
  });

  it("names a branch by how it begins, once, and none of a conversation that is there as a whole", async () => {
    await deleteMessage("one", "one-a", 30);
    await deleteMessage("one", "one-q", 40);
    await deleteMessage("two", "two-a", 30);
    await store.delete("two", 50);
    expect((await store.bin(1, 9)).items).toEqual([
      { conversationId: "two", title: "About two", branch: null, deletedAt: 50 },
      { conversationId: "one", title: "About one", branch: { messageId: "one-q", text: "Why one?" }, deletedAt: 40 },
    ]);
    expect((await store.count(1)).deleted).toBe(2);
  });

  it("loses one thing for good, and keeps the others", async () => {
    await store.delete("one", 40);
    await store.delete("two", 40);
    await store.expire("one");
    expect(await shown()).toBe("About two");
    await store.purge(1);
    expect([await store.open("one"), (await store.open("two"))?.messages.length]).toEqual([undefined, 2]);
    expect((await store.search("because", 9)).hits.map(({ messageId }) => messageId)).toEqual(["three-a"]);
  });

  it("loses a branch for good with what follows it, and nothing else of its conversation", async () => {
    await deleteMessage("one", "one-a", 30);
    await deleteMessage("two", "two-a", 30);
    await store.expire("one", "one-a");
    await store.purge(1);
    expect((await store.open("one"))?.messages.map(({ id }) => id)).toEqual(["one-q"]);
    expect(await shown()).toBe("Because two");
  });

  it("is emptied, and what is not deleted stays", async () => {
    await store.delete("one", 40);
    await deleteMessage("two", "two-a", 30);
    await store.expire(null);
    await store.expire("three");
    await store.purge(1);
    expect(await shown()).toBe("");
    expect(await store.count(1)).toEqual({ conversations: 2, deleted: 0 });
    expect((await store.list(9)).conversations.map(({ id }) => id).toSorted()).toEqual(["three", "two"]);
  });

  it("gives all back that was deleted at one moment, and nothing else", async () => {
    await store.delete("one", 30);
    await store.delete(null, 40);
    await store.save(sampleConversation({ id: "four", title: "About four" }), []);
    await store.delete("four", 50);
    await store.restore(null, 40);
    expect(await shown()).toBe("About four, About one");
  });
});

it("shows what waits to be written, and loses that for good too", async () => {
  const spare = createMemory();
  const full = new DOMException("No room", "QuotaExceededError");
  const disk = storeKinds[1]?.[1]();
  const refusing = { ...disk, save: () => Promise.reject(full), bin: () => Promise.reject(full) } as ConversationStore;
  const failures: unknown[] = [];
  const store = createFallbackStore(refusing, spare, (cause) => failures.push(cause));
  await store.save(sampleConversation({ title: "Bees" }), [sampleMessage({ id: "q" })]);
  await store.delete("c", 40);
  expect((await store.bin(1, 9)).items).toMatchObject([{ conversationId: "c", title: "Bees" }]);
  await store.expire("c");
  await store.purge(1);
  expect((await store.bin(1, 9)).items).toEqual([]);
  expect(await spare.keys()).toEqual([]);
  expect(failures).toEqual([full, full, full]);
});
