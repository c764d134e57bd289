import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Change } from "../conversations/change.ts";
import { createMemory, createStoreInMemory } from "../conversations/store/memory.test-tools.ts";
import { sampleConversation, sampleMessage } from "../conversations/samples.test-tools.ts";
import { createFallbackStore } from "../conversations/store/fallback-store.ts";
import type { ConversationStore } from "../conversations/store/store.ts";
import { createLiveConversation } from "./live-conversation.ts";
import { createLiveConversations } from "./live-conversations.ts";

const message = sampleMessage({ id: "m", text: "Why?" });
const change: Change = { type: "text", messageId: "m", text: "!" };

describe("live conversations", () => {
  let store: ConversationStore;
  const storageFailed = vi.fn();
  beforeEach(async () => {
    storageFailed.mockReset();
    store = createStoreInMemory();
    await store.save(sampleConversation({ title: "Bees", leafId: "m" }), [message]);
  });
  const create = () =>
    createLiveConversations(createFallbackStore(store, createMemory(), storageFailed), () => 77, storageFailed);

  it("are read from the store", async () => {
    const { live } = await create().hold("c");
    expect(live.conversation.title).toBe("Bees");
    expect([...live.messages.values()]).toEqual([message]);
    expect(live.sequence).toBe(0);
  });

  it("begin empty, with the time, where there is none, and store nothing by themselves", async () => {
    const { live } = await create().hold("new");
    expect(live.conversation).toEqual({ id: "new", title: "", createdAt: 77, updatedAt: 77, leafId: null });
    expect(live.messages.size).toBe(0);
    expect(await store.open("new")).toBeUndefined();
    expect(storageFailed).not.toHaveBeenCalled();
  });

  it("are shared by all who hold them, also by those who come while it is read", async () => {
    const open = vi.spyOn(store, "open");
    const conversations = create();
    const [one, other] = await Promise.all([conversations.hold("c"), conversations.hold("c")]);
    expect(one.live).toBe(other.live);
    expect((await conversations.hold("c")).live).toBe(one.live);
    expect(open).toHaveBeenCalledTimes(1);
  });

  it("stay in memory until the last has let go, and are read anew afterwards", async () => {
    const conversations = create();
    const [one, other] = [await conversations.hold("c"), await conversations.hold("c")];
    one.release();
    const third = await conversations.hold("c");
    expect(third.live).toBe(other.live);
    other.release();
    third.release();
    expect((await conversations.hold("c")).live).not.toBe(one.live);
  });

  it("count a hold that is released twice once", async () => {
    const conversations = create();
    const [one, other] = [await conversations.hold("c"), await conversations.hold("c")];
    one.release();
    one.release();
    expect((await conversations.hold("c")).live).toBe(other.live);
  });

  it("are apart from each other", async () => {
    const conversations = create();
    const [one, other] = [await conversations.hold("c"), await conversations.hold("d")];
    expect(one.live).not.toBe(other.live);
    expect(other.live.conversation.id).toBe("d");
  });

  it("show the latest path where the one that was shown is gone or deleted", async () => {
    const answer = sampleMessage({ id: "a", parentId: "m", createdAt: 2 });
    const deleted = sampleMessage({ id: "b", parentId: "m", createdAt: 3, deletedAt: 9 });
    const below = sampleMessage({ id: "d", parentId: "b", createdAt: 4 });
    for (const leafId of ["gone", "d"]) {
      await store.save(sampleConversation({ leafId }), [answer, deleted, below]);
      expect((await create().hold("c")).live.conversation.leafId).toBe("a");
    }
  });

  it("are read again with each hold where they could not be read, and keep what was said meanwhile", async () => {
    const open = vi.spyOn(store, "open").mockRejectedValueOnce(new Error("Not now"));
    const conversations = create();
    const first = await conversations.hold("c");
    const said = sampleMessage({ id: "n", text: "And now?", createdAt: 5 });
    first.live.apply({ type: "message", message: said });
    first.live.apply({ type: "conversation", conversation: { ...first.live.conversation, title: "New", leafId: "n" } });
    const { live } = await conversations.hold("c");
    expect(live).toBe(first.live);
    expect(live.conversation).toMatchObject({ title: "Bees", createdAt: 1, leafId: "n" });
    expect([...live.messages.keys()].toSorted()).toEqual(["m", "n"]);
    await conversations.hold("c");
    expect(open).toHaveBeenCalledTimes(2);
  });

  it("count a store that cannot be read as empty, and tell it", async () => {
    const cause = new DOMException("Broken", "UnknownError");
    store = { ...store, open: () => Promise.reject(cause) };
    const { live } = await create().hold("c");
    expect(live.messages.size).toBe(0);
    expect(live.conversation.id).toBe("c");
    expect(storageFailed).toHaveBeenCalledExactlyOnceWith(cause);
  });
});

describe("a live conversation", () => {
  const create = () =>
    createLiveConversation({ conversation: sampleConversation(), messages: new Map([[message.id, message]]) });

  it("applies a change, numbers it, and tells every watcher before it returns", () => {
    const live = create();
    const seen: [string, Change, number, string | undefined][] = [];
    for (const name of ["one", "other"]) {
      live.watch((what, sequence) => seen.push([name, what, sequence, live.messages.get("m")?.text]));
    }
    live.apply(change);
    live.apply(change);
    expect(seen).toEqual([
      ["one", change, 1, "Why?!"],
      ["other", change, 1, "Why?!"],
      ["one", change, 2, "Why?!!"],
      ["other", change, 2, "Why?!!"],
    ]);
    expect(live.sequence).toBe(2);
  });

  it("tells nothing to a watcher that has left", () => {
    const live = create();
    const listener = vi.fn();
    live.watch(listener)();
    live.apply(change);
    expect(listener).not.toHaveBeenCalled();
  });
});
