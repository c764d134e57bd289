import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Change } from "../conversations/change.ts";
import { createStoreInMemory } from "../conversations/memory.test-tools.ts";
import { sampleConversation, sampleMessage } from "../conversations/samples.test-tools.ts";
import type { ConversationStore } from "../conversations/store.ts";
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
  const create = () => createLiveConversations(store, () => 77, storageFailed);

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
    const told: [string, Change, number, string | undefined][] = [];
    for (const name of ["one", "other"]) {
      live.watch((what, sequence) => told.push([name, what, sequence, live.messages.get("m")?.text]));
    }
    live.apply(change);
    live.apply(change);
    expect(told).toEqual([
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
