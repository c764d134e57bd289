import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Message } from "../conversations/conversation.ts";
import { createStoreInMemory } from "../conversations/store/memory.test-tools.ts";
import { sampleConversation, sampleMessage } from "../conversations/samples.test-tools.ts";
import { type ConversationEdit, editConversation } from "./conversation-edits.ts";
import { createLiveConversation, type LiveConversation } from "./live-conversation.ts";
import { createTurnsRoom } from "./turns-room.test-tools.ts";

let live: LiveConversation;
/** q1 has the answers a1 and a2. Below a2 are q2 with its answer a3, and another version of q2, q3. */
const parents = { q1: null, a1: "q1", a2: "q1", q2: "a2", a3: "q2", q3: "a2" };

beforeEach(() => {
  const messages = Object.entries(parents).map(([id, parentId], index) =>
    sampleMessage({ id, parentId, createdAt: index }),
  );
  const queue = [
    { id: "w1", text: "Next?" },
    { id: "w2", text: "Then?" },
  ];
  live = createLiveConversation({
    conversation: sampleConversation({ title: "Bees", leafId: "a3", queue }),
    messages: new Map(messages.map((message) => [message.id, message])),
  });
});

const edit = (change: ConversationEdit) => editConversation(live, change, 77);
/** Makes an edit and applies it. */
function take(change: ConversationEdit): void {
  const edited = edit(change) ?? expect.unreachable();
  for (const message of edited.messages) live.apply({ type: "message", message });
  live.apply({ type: "conversation", conversation: edited.conversation });
}
const leaf = () => live.conversation.leafId;
const get = (id: string): Message => live.messages.get(id) ?? expect.unreachable();

describe("rename", () => {
  it("gives a title without space around it, and leaves the time of the last message", () => {
    expect(edit({ type: "rename", title: " Wasps " })).toEqual({
      conversation: { ...live.conversation, title: "Wasps" },
      messages: [],
    });
  });

  it("keeps the title that there is rather than none", () => {
    expect(edit({ type: "rename", title: " " })?.conversation.title).toBe("Bees");
  });
});

describe("pin", () => {
  it("pins with the time, and leaves nothing of it when undone", () => {
    const before = live.conversation;
    take({ type: "pin", pinned: true });
    expect(live.conversation).toEqual({ ...before, pinnedAt: 77 });
    take({ type: "pin", pinned: false });
    expect(live.conversation).toStrictEqual(before);
  });
});

describe("take-back", () => {
  it("takes one question out of the queue, and the queue with the last", () => {
    take({ type: "take-back", questionId: "w1" });
    expect(live.conversation.queue).toEqual([{ id: "w2", text: "Then?" }]);
    take({ type: "take-back", questionId: "w1" });
    take({ type: "take-back", questionId: "w2" });
    expect(live.conversation).not.toHaveProperty("queue");
  });
});

describe("select", () => {
  it("shows the latest path through a message", () => {
    take({ type: "select", messageId: "a1" });
    expect(leaf()).toBe("a1");
    take({ type: "select", messageId: "a2" });
    expect(leaf()).toBe("q3");
    take({ type: "select", messageId: "q2" });
    expect(leaf()).toBe("a3");
  });

  it("shows nothing that is deleted, nor what follows it", () => {
    take({ type: "delete-branch", messageId: "a2" });
    expect(edit({ type: "select", messageId: "a2" })).toBeUndefined();
    expect(edit({ type: "select", messageId: "q3" })).toBeUndefined();
    take({ type: "select", messageId: "q1" });
    expect(leaf()).toBe("a1");
  });
});

describe("delete-branch", () => {
  it("marks one message, and shows the version before it", () => {
    take({ type: "delete-branch", messageId: "a2" });
    expect(get("a2").deletedAt).toBe(77);
    expect(live.messages.size).toBe(6);
    expect(leaf()).toBe("a1");
  });

  it("shows the version after it where there is none before", () => {
    take({ type: "delete-branch", messageId: "q2" });
    expect(leaf()).toBe("q3");
  });

  it("shows the message before it where no other version is left, and nothing where there is none", () => {
    take({ type: "delete-branch", messageId: "q2" });
    take({ type: "delete-branch", messageId: "q3" });
    expect(leaf()).toBe("a2");
    take({ type: "delete-branch", messageId: "q1" });
    expect(leaf()).toBeNull();
  });

  it("leaves the path that is shown where it is another", () => {
    take({ type: "delete-branch", messageId: "a1" });
    expect(leaf()).toBe("a3");
  });

  it("is done once: the time to take it back begins with the first", () => {
    take({ type: "delete-branch", messageId: "a2" });
    expect(edit({ type: "delete-branch", messageId: "a2" })).toBeUndefined();
  });

  it("of an answer that is being written stays deleted when that answer ends", async () => {
    const store = createStoreInMemory();
    const room = createTurnsRoom(store);
    await room.turns.ask({ conversationId: "c", questionId: "q", text: "Why?" });
    const { live: shown } = await room.conversations.hold("c");
    room.turns.stop("c");
    const edited = editConversation(shown, { type: "delete-branch", messageId: "answer-1" }, 77);
    for (const message of edited?.messages ?? []) shown.apply({ type: "message", message });
    await store.save(edited?.conversation ?? expect.unreachable(), edited?.messages ?? []);
    await vi.waitUntil(() => !room.turns.running, { interval: 1 });
    const stored = (await store.open("c"))?.messages.find(({ id }) => id === "answer-1");
    expect(stored).toMatchObject({ state: "stopped", deletedAt: 77 });
  });
});

describe("restore-branch", () => {
  it("brings the message back with all that follows it, and shows it", () => {
    const before = get("a2");
    take({ type: "delete-branch", messageId: "a2" });
    take({ type: "restore-branch", messageId: "a2" });
    expect(get("a2")).toStrictEqual(before);
    expect(leaf()).toBe("q3");
  });

  it("shows what was shown before it was deleted", () => {
    take({ type: "delete-branch", messageId: "a2" });
    take({ type: "restore-branch", messageId: "a2", leafId: "a3" });
    expect(leaf()).toBe("a3");
  });

  it("shows the latest path where that one is gone, or elsewhere", () => {
    for (const leafId of ["gone", "a1"]) {
      take({ type: "delete-branch", messageId: "a2" });
      take({ type: "restore-branch", messageId: "a2", leafId });
      expect(leaf()).toBe("q3");
    }
  });

  it("is nothing for what is not deleted", () => {
    expect(edit({ type: "restore-branch", messageId: "a2" })).toBeUndefined();
  });
});

it.each<ConversationEdit>([
  { type: "select", messageId: "gone" },
  { type: "delete-branch", messageId: "gone" },
  { type: "restore-branch", messageId: "gone" },
])("$type of a message that is not there changes nothing", (change) => {
  expect(edit(change)).toBeUndefined();
});
