import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Message } from "../conversations/conversation.ts";
import { createStoreInMemory } from "../conversations/store/memory.test-tools.ts";
import type { ConversationStore } from "../conversations/store/store.ts";
import { ChatError } from "../providers/chat-error.ts";
import { editConversation } from "./conversation-edits.ts";
import { createTurnsRoom, type TurnsRoom } from "./turns-room.test-tools.ts";

const CHAT = { id: "chat", name: "chat.example" };

let store: ConversationStore;
let room: TurnsRoom;

beforeEach(() => {
  store = createStoreInMemory();
  room = createTurnsRoom(store);
});

async function answer(text: string): Promise<void> {
  room.replies.at(-1)?.pushText(text);
  room.replies.at(-1)?.finish();
  await room.allEnded();
}

async function stored(id: string): Promise<Message | undefined> {
  return (await store.open("c"))?.messages.find((message) => message.id === id);
}

describe("ask", () => {
  it("stores question and answer before it resolves, and the end of the answer later", async () => {
    expect(await room.ask("q1", "Why do bees dance?")).toBeUndefined();
    const begun = await store.open("c");
    expect(begun?.conversation).toMatchObject({ title: "Why do bees dance?", leafId: "answer-1" });
    expect(begun?.messages).toMatchObject([
      { id: "q1", role: "user", text: "Why do bees dance?", state: "done", parentId: null },
      { id: "answer-1", role: "assistant", text: "", state: "sending", parentId: "q1", backend: CHAT },
    ]);
    await answer("To talk.");
    expect(await stored("answer-1")).toMatchObject({ text: "To talk.", state: "done" });
  });

  it("keeps the background awake and the conversation in memory until the answer has ended", async () => {
    await room.ask("q1", "Why?");
    expect(room.awake).toBe(1);
    expect(room.turns.running).toBe(true);
    const open = vi.spyOn(store, "open");
    (await room.conversations.hold("c")).release();
    expect(open).not.toHaveBeenCalled();
    await answer("So.");
    expect(room.awake).toBe(0);
    (await room.conversations.hold("c")).release();
    expect(open).toHaveBeenCalledTimes(1);
  });

  it("calls a conversation as its first question says, and no later one changes that", async () => {
    const titled = { conversationId: "c", text: "Explain this", title: "Explain: Bees" };
    await room.turns.ask({ ...titled, questionId: "q1" });
    room.replies[0]?.end();
    await room.allEnded();
    await room.turns.ask({ ...titled, questionId: "q2", title: "Explain: Wasps" });
    expect((await store.open("c"))?.conversation.title).toBe("Explain: Bees");
  });

  it("trims the question, and keeps its lines", async () => {
    await room.ask("q1", " \n Why?\n\n  How? \n");
    expect((await stored("q1"))?.text).toBe("Why?\n\n  How?");
    expect(room.replies[0]?.request.messages).toEqual([{ role: "user", text: "Why?\n\n  How?" }]);
  });

  it("hands the whole path to the provider, oldest first, without the answer to come", async () => {
    await room.ask("q1", "One?");
    await answer("First.");
    await room.ask("q2", "Two?");
    expect(room.replies[1]?.request.messages).toEqual([
      { role: "user", text: "One?" },
      { role: "assistant", text: "First." },
      { role: "user", text: "Two?" },
    ]);
    expect(await stored("q2")).toMatchObject({ parentId: "answer-1" });
  });

  it("keeps the title of the first question and moves the conversation up", async () => {
    await room.ask("q1", "One?");
    await answer("First.");
    const before = (await store.open("c"))?.conversation;
    await room.ask("q2", "Two?");
    const after = (await store.open("c"))?.conversation;
    expect(after).toMatchObject({ title: "One?", createdAt: before?.createdAt, leafId: "answer-2" });
    expect(after?.updatedAt).toBeGreaterThan(before?.updatedAt ?? Infinity);
    expect(room.listChanged).toHaveBeenCalledTimes(2);
  });

  it.each(["", " ", "\n\t "])("refuses the blank question %j and begins nothing", async (text) => {
    expect(await room.ask("q1", text)).toBe("blank");
    expect(room.replies).toHaveLength(0);
    expect(await store.open("c")).toBeUndefined();
  });

  it("takes the same question sent again as asked, while it runs and afterwards", async () => {
    await room.ask("q1", "Why?");
    expect(await room.ask("q1", "Why?")).toBeUndefined();
    await answer("So.");
    expect(await room.ask("q1", "Why?")).toBeUndefined();
    expect(room.replies).toHaveLength(1);
    expect((await store.open("c"))?.messages).toHaveLength(2);
  });

  it("takes the same question sent twice at one moment as one", async () => {
    expect(await Promise.all([room.ask("q1", "Why?"), room.ask("q1", "Why?")])).toEqual([undefined, undefined]);
    expect(room.replies).toHaveLength(1);
  });

  it("answers several conversations at once", async () => {
    await room.ask("q1", "One?");
    expect(await room.turns.ask({ conversationId: "d", questionId: "q2", text: "Two?" })).toBeUndefined();
    expect(room.awake).toBe(2);
    room.turns.stop("d");
    await vi.waitUntil(() => room.awake === 1, { interval: 1 });
    expect(await stored("answer-1")).toMatchObject({ state: "sending" });
    expect(room.replies.map(({ signal }) => signal.aborted)).toEqual([false, true]);
  });
});

it("tells of the end of each answer", async () => {
  await room.ask("q1", "Why?");
  room.replies[0]?.fail(new ChatError("offline"));
  await room.allEnded();
  await vi.waitFor(() => expect(room.ended).toHaveBeenCalledTimes(1));
  expect(room.ended.mock.calls[0]?.[0]).toMatchObject({ id: "answer-1", error: { kind: "offline" } });
});

describe("retry", () => {
  it("makes a sibling of the answer, and changes nothing in it", async () => {
    await room.ask("q1", "Why?");
    room.replies[0]?.fail(new Error("odd"));
    await room.allEnded();
    const failed = await stored("answer-1");
    expect(await room.turns.retry("c", "answer-1", "again")).toBeUndefined();
    expect(room.replies[1]?.request.messages).toEqual([{ role: "user", text: "Why?" }]);
    await answer("So.");
    expect(await stored("answer-1")).toEqual(failed);
    expect(await stored("again")).toMatchObject({ parentId: "q1", state: "done", text: "So." });
    expect((await store.open("c"))?.conversation.leafId).toBe("again");
    expect((await store.open("c"))?.messages).toHaveLength(3);
  });

  it("asks once where it is sent twice, at one moment or later", async () => {
    await room.ask("q1", "Why?");
    await answer("So.");
    const both = await Promise.all([
      room.turns.retry("c", "answer-1", "again"),
      room.turns.retry("c", "answer-1", "again"),
    ]);
    expect(both).toEqual([undefined, undefined]);
    await answer("Thus.");
    await room.turns.retry("c", "answer-1", "again");
    expect(room.replies).toHaveLength(2);
  });

  it("asks the backend and model that are wished, else the chosen one", async () => {
    await room.ask("q1", "Why?");
    await answer("So.");
    await room.turns.retry("c", "answer-1", "again", { backendId: "other", model: "m" });
    await answer("Thus.");
    expect(room.backend.mock.calls.map(([{ target }]) => target)).toEqual([
      undefined,
      { backendId: "other", model: "m" },
    ]);
  });

  it("is busy while the conversation is being answered", async () => {
    await room.ask("q1", "Why?");
    expect(await room.turns.retry("c", "answer-1", "again")).toBe("busy");
    expect(room.replies).toHaveLength(1);
  });

  it("asks a question itself again, where its answer is deleted, and as one question", async () => {
    await room.ask("q1", "Why?");
    await answer("So.");
    await room.ask("q2", "And?");
    await answer("Thus.");
    const { live } = await room.conversations.hold("c");
    const edited = editConversation(live, { type: "delete-branch", messageId: "answer-2" }, 1_000);
    for (const message of edited?.messages ?? []) live.apply({ type: "message", message });
    live.apply({ type: "conversation", conversation: edited?.conversation ?? live.conversation });
    expect(live.conversation.leafId).toBe("q2");
    expect(await room.turns.retry("c", "q2", "again")).toBeUndefined();
    expect(room.replies[2]?.request.messages.map(({ text }) => text)).toEqual(["Why?", "So.", "And?"]);
    await answer("Once more.");
    expect(await stored("again")).toMatchObject({ parentId: "q2", state: "done", text: "Once more." });
    expect(live.conversation.leafId).toBe("again");
  });

  it("that is asked for twice at one moment, as by a double click, is one answer and no alarm", async () => {
    await room.ask("q1", "Why?");
    await answer("So.");
    const click = (answerId: string) => room.turns.retry("c", "answer-1", answerId);
    expect(await Promise.all([click("again"), click("and-again")])).toEqual([undefined, undefined]);
    expect(await click("once-more")).toBeUndefined();
    expect(room.replies).toHaveLength(2);
    await answer("So it is.");
    expect(await stored("again")).toMatchObject({ text: "So it is." });
    expect(await stored("and-again")).toBeUndefined();
  });

  it("does nothing for a message that is not there", async () => {
    await room.ask("q1", "Why?");
    await answer("So.");
    expect(await room.turns.retry("c", "gone", "again")).toBeUndefined();
    expect(await room.turns.retry("nowhere", "answer-1", "again")).toBeUndefined();
    expect(room.replies).toHaveLength(1);
    expect(await store.open("nowhere")).toBeUndefined();
  });
});

describe("stop", () => {
  it("ends the answer, keeps what had come, and lets the next question in", async () => {
    await room.ask("q1", "Why?");
    const { live } = await room.conversations.hold("c");
    room.replies[0]?.pushText("Beca");
    await vi.waitUntil(() => live.messages.get("answer-1")?.text === "Beca", { interval: 1 });
    room.turns.stop("c");
    expect(room.replies[0]?.signal.aborted).toBe(true);
    await room.allEnded();
    expect(await stored("answer-1")).toMatchObject({ state: "stopped", text: "Beca" });
    expect(room.awake).toBe(0);
    expect(await room.ask("q2", "And?")).toBeUndefined();
  });

  it("ends an answer whose question is still being stored", async () => {
    const asked = room.ask("q1", "Why?");
    await vi.waitUntil(() => room.turns.running, { interval: 1 });
    room.turns.stop("c");
    await asked;
    await room.allEnded();
    expect(await stored("answer-1")).toMatchObject({ state: "stopped", text: "" });
  });

  it("does nothing where nothing is being answered", async () => {
    room.turns.stop("c");
    await room.ask("q1", "Why?");
    await answer("So.");
    room.turns.stop("c");
    expect(await stored("answer-1")).toMatchObject({ state: "done" });
  });
});

describe("a store that fails", () => {
  it("is told, the answer goes on in memory, and is stored with the next one that can be", async () => {
    const refusing = createStoreInMemory();
    const full = vi.fn(() => Promise.reject(new DOMException("Full", "QuotaExceededError")));
    store = { ...refusing, save: full, saveMessage: full };
    room = createTurnsRoom(store);
    const { live } = await room.conversations.hold("c");
    expect(await room.ask("q1", "Why?")).toBeUndefined();
    expect(room.storageFailed).toHaveBeenCalledTimes(1);
    await answer("So.");
    expect(room.storageFailed).toHaveBeenCalledTimes(1);
    expect(live.messages.get("answer-1")).toMatchObject({ text: "So.", state: "done" });
    expect(room.awake).toBe(0);
    expect(await room.ask("q2", "And?")).toBeUndefined();
    expect(room.replies[1]?.request.messages).toHaveLength(3);
    expect(await refusing.open("c")).toBeUndefined();
    store.save = refusing.save;
    store.saveMessage = refusing.saveMessage;
    room.replies[1]?.finish();
    await room.allEnded();
    expect(await refusing.open("c")).toMatchObject({
      conversation: { title: "Why?", leafId: "answer-2" },
      messages: [{ id: "q1" }, { text: "So.", state: "done" }, { id: "q2" }, { state: "done" }],
    });
  });
});

describe("a backend that is not to be had", () => {
  it("fails the answer, which can be asked for again, and keeps nothing busy", async () => {
    room.backend.mockRejectedValueOnce(new Error("No settings"));
    expect(await room.ask("q1", "Why?")).toBeUndefined();
    await room.allEnded();
    expect(await stored("answer-1")).toMatchObject({ state: "failed", error: { kind: "unknown" } });
    expect(await stored("answer-1")).not.toHaveProperty("backend");
    expect(room.awake).toBe(0);
    await room.turns.retry("c", "answer-1", "again");
    await answer("So.");
    const open = vi.spyOn(store, "open");
    (await room.conversations.hold("c")).release();
    expect(open).toHaveBeenCalledTimes(1);
  });
});

it("what cannot be begun lets go of its conversation, its place in the line and the background", async () => {
  room.listChanged.mockImplementationOnce(() => {
    throw new Error("No list");
  });
  await expect(room.ask("q1", "Why?")).rejects.toThrow("No list");
  expect(room.turns.running).toBe(false);
  expect(room.awake).toBe(0);
  expect(await room.conversations.held()).toEqual([]);
});
