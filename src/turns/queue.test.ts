import { beforeEach, describe, expect, it, vi } from "vitest";
import { createStoreInMemory } from "../conversations/store/memory.test-tools.ts";
import type { ConversationStore } from "../conversations/store/store.ts";
import { editConversation } from "./conversation-edits.ts";
import { sampleMessage } from "../conversations/samples.test-tools.ts";
import { createTurnsRoom, type TurnsRoom } from "./turns-room.test-tools.ts";

let store: ConversationStore;
let room: TurnsRoom;

beforeEach(async () => {
  store = createStoreInMemory();
  room = createTurnsRoom(store);
  await room.ask("q1", "One?");
});

const stored = () => store.open("c");
const queued = async () => (await stored())?.conversation.queue?.map(({ id }) => id) ?? [];
const texts = async () => (await stored())?.messages.map(({ text }) => text);
const asked = (count: number) => vi.waitUntil(() => room.replies.length === count, { interval: 1 });

describe("a question sent while its conversation is being answered", () => {
  it("waits, is stored, and is no message yet", async () => {
    expect(await room.ask("q2", " Two? \n")).toBeUndefined();
    expect((await stored())?.conversation.queue).toEqual([{ id: "q2", text: "Two?", parentId: "answer-1" }]);
    expect(await texts()).toEqual(["One?", ""]);
    expect(room.replies).toHaveLength(1);
  });

  it("also waits where it comes while the first is only being begun", async () => {
    await Promise.all([room.ask("q2", "Two?"), room.ask("q3", "Three?")]);
    expect(await queued()).toEqual(["q2", "q3"]);
  });

  it("is not asked where the conversation is deleted while it is being stored", async () => {
    const { live, release } = await room.conversations.hold("c");
    vi.spyOn(store, "save").mockImplementationOnce(async () => {
      room.turns.abandon(() => true);
      live.apply({ type: "conversation", conversation: { ...live.conversation, deletedAt: 5 } });
    });
    expect(await room.ask("q2", "Two?")).toBe("gone");
    expect(room.replies).toHaveLength(1);
    release();
  });

  it("is asked when the answer is done, below it, and those behind it one after the other", async () => {
    await room.ask("q2", "Two?");
    await room.ask("q3", "Three?");
    room.replies[0]?.pushText("First.");
    room.replies[0]?.finish();
    await asked(2);
    expect(room.replies[1]?.request.messages.map(({ text }) => text)).toEqual(["One?", "First.", "Two?"]);
    expect(await queued()).toEqual(["q3"]);
    room.replies[1]?.finish();
    await asked(3);
    expect(await queued()).toEqual([]);
    expect((await stored())?.conversation).not.toHaveProperty("queue");
    room.replies[2]?.finish();
    await room.allEnded();
    expect(room.replies).toHaveLength(3);
    expect(room.awake).toBe(0);
  });

  it("follows what was shown when it was sent, whichever version is shown when it is asked", async () => {
    room.replies[0]?.finish();
    await room.allEnded();
    await room.turns.retry("c", "answer-1", "again");
    await room.ask("q2", "Two?");
    await room.ask("q3", "Three?");
    const { live } = await room.conversations.hold("c");
    const edited = editConversation(live, { type: "select", messageId: "answer-1" }, 77);
    if (edited === undefined) return expect.unreachable("Nothing was selected");
    live.apply({ type: "conversation", conversation: edited.conversation });
    room.replies[1]?.finish();
    await asked(3);
    room.replies[2]?.finish();
    await asked(4);
    expect([live.messages.get("q2")?.parentId, live.messages.get("q3")?.parentId]).toEqual(["again", "answer-2"]);
  });

  it("follows the new answer where the one that failed is asked for again", async () => {
    await room.ask("q2", "Two?");
    room.replies[0]?.fail(new Error("The wire was cut"));
    await room.allEnded();
    await room.turns.retry("c", "answer-1", "again");
    room.replies[1]?.finish();
    await asked(3);
    expect((await stored())?.messages.find(({ id }) => id === "q2")?.parentId).toBe("again");
  });

  it("is asked after Stop: the person wanted to go on", async () => {
    await room.ask("q2", "Two?");
    room.turns.stop("c");
    await asked(2);
    expect(await queued()).toEqual([]);
  });

  it("is not asked after a failure, and is asked when the person sends it then, once", async () => {
    await room.ask("q2", "Two?");
    room.replies[0]?.fail(new Error("odd"));
    await room.allEnded();
    expect(await queued()).toEqual(["q2"]);
    expect(room.replies).toHaveLength(1);
    await room.ask("q2", "Two?");
    expect(room.replies).toHaveLength(2);
    expect(await queued()).toEqual([]);
    room.replies[1]?.finish();
    await room.allEnded();
    expect(room.replies).toHaveLength(2);
  });

  it("waits on behind another that is asked first after a failure", async () => {
    await room.ask("q2", "Two?");
    room.replies[0]?.fail(new Error("odd"));
    await room.allEnded();
    await room.ask("q3", "Three?");
    expect(room.replies[1]?.request.messages.at(-1)?.text.split("\n\n").at(-1)).toBe("Three?");
    room.replies[1]?.finish();
    await asked(3);
    expect(room.replies[2]?.request.messages.at(-1)?.text.split("\n\n").at(-1)).toBe("Two?");
  });

  it("that is sent again waits once", async () => {
    await room.ask("q2", "Two?");
    await room.ask("q2", "Two?");
    expect(await queued()).toEqual(["q2"]);
  });

  it("that is taken back is never asked", async () => {
    await room.ask("q2", "Two?");
    const { live, release } = await room.conversations.hold("c");
    const edited = editConversation(live, { type: "take-back", questionId: "q2" }, 1);
    if (edited === undefined) return expect.unreachable();
    live.apply({ type: "conversation", conversation: edited.conversation });
    release();
    room.replies[0]?.finish();
    await room.allEnded();
    expect(room.replies).toHaveLength(1);
  });

  it("is refused as blank", async () => {
    expect(await room.ask("q2", " ")).toBe("blank");
    expect(await queued()).toEqual([]);
  });

  it("becomes a version of another question where it says what it follows", async () => {
    expect(
      await room.turns.ask({ conversationId: "c", questionId: "q2", text: "Two?", parentId: null }),
    ).toBeUndefined();
    expect(await queued()).toEqual(["q2"]);
    room.replies[0]?.finish();
    await vi.waitUntil(() => room.replies.length === 2, { interval: 1 });
    expect(room.replies[1]?.request.messages).toEqual([{ role: "user", text: "Two?" }]);
    expect((await stored())?.messages.find(({ id }) => id === "q2")?.parentId).toBeNull();
  });

  it("that changes another one twice becomes two versions of it", async () => {
    for (const id of ["q2", "q3"]) {
      await room.turns.ask({ conversationId: "c", questionId: id, text: `${id}?`, parentId: null });
    }
    for (const replies of [2, 3]) {
      room.replies.at(-1)?.finish();
      await vi.waitUntil(() => room.replies.length === replies, { interval: 1 });
    }
    expect(room.replies[2]?.request.messages).toEqual([{ role: "user", text: "q3?" }]);
  });

  it("follows the one that was asked before it, also where another one below it is deleted", async () => {
    await room.ask("q2", "Two?");
    await room.ask("q3", "Three?");
    const { live, release } = await room.conversations.hold("c");
    live.apply({
      type: "message",
      message: sampleMessage({ id: "gone", parentId: live.conversation.leafId, deletedAt: 9 }),
    });
    release();
    for (const replies of [2, 3]) {
      room.replies.at(-1)?.finish();
      await vi.waitUntil(() => room.replies.length === replies, { interval: 1 });
    }
    expect(room.replies[2]?.request.messages.map(({ text }) => text)).toEqual(["One?\n\nTwo?\n\nThree?"]);
  });

  it("outlives the background, and is asked by the next one when the person sends it", async () => {
    await room.ask("q2", "Two?");
    room = createTurnsRoom(store);
    await store.interruptRunning();
    expect(await queued()).toEqual(["q2"]);
    await room.ask("q2", "Two?");
    expect(room.replies[0]?.request.messages.at(-1)?.text).toBe("One?\n\nTwo?");
    expect(await queued()).toEqual([]);
  });

  it("fails where no backend is to be had for it, and what is behind it stays", async () => {
    await room.ask("q2", "Two?");
    await room.ask("q3", "Three?");
    room.backend.mockRejectedValueOnce(new Error("No settings"));
    room.replies[0]?.finish();
    await vi.waitUntil(async () => (await stored())?.messages.at(-1)?.state === "failed", { interval: 1 });
    await room.allEnded();
    expect(await queued()).toEqual(["q3"]);
    expect(room.awake).toBe(0);
  });
});

describe("a backend that the person has not agreed to", () => {
  const other = {
    id: "other",
    name: "other.example",
    agreed: false,
    atOnce: 3,
    chat: () => expect.unreachable("It was asked"),
  };

  it("is not asked, and nothing of the question is stored", async () => {
    room.replies[0]?.finish();
    await room.allEnded();
    room.backend.mockResolvedValue(other);
    expect(await room.ask("q2", "Two?")).toBe("not-agreed");
    expect(await room.turns.retry("c", "answer-1", "answer-2")).toBe("not-agreed");
    expect(await texts()).toEqual(["One?", ""]);
    expect(room.turns.running).toBe(false);
  });

  it("is not asked what waited while another one answered: it goes on waiting", async () => {
    await room.ask("q2", "Two?");
    room.backend.mockResolvedValue(other);
    room.replies[0]?.pushText("First.");
    room.replies[0]?.finish();
    await room.allEnded();
    await vi.waitUntil(() => room.backend.mock.calls.length === 2, { interval: 1 });
    expect(await queued()).toEqual(["q2"]);
    expect(await texts()).toEqual(["One?", "First."]);
    expect(room.report).not.toHaveBeenCalled();
  });
});

describe("abandoning a conversation", () => {
  it("ends its answer and asks nothing that waits; the queue is kept, should the person want it back", async () => {
    await room.ask("q2", "Two?");
    room.turns.abandon((id) => id === "c");
    await room.allEnded();
    expect(room.replies).toHaveLength(1);
    expect(room.replies[0]?.signal.aborted).toBe(true);
    expect(await queued()).toEqual(["q2"]);
  });

  it("leaves others", async () => {
    room.turns.abandon((id) => id === "d");
    expect(room.replies[0]?.signal.aborted).toBe(false);
  });
});

describe("a question that says what it follows", () => {
  beforeEach(async () => {
    room.replies[0]?.pushText("First.");
    room.replies[0]?.finish();
    await room.allEnded();
  });

  it("becomes a version of the question that follows the same, and nothing is overwritten", async () => {
    await room.turns.ask({ conversationId: "c", questionId: "q1b", text: "One, in other words?", parentId: null });
    expect(room.replies[1]?.request.messages).toEqual([{ role: "user", text: "One, in other words?" }]);
    room.replies[1]?.pushText("Other.");
    room.replies[1]?.finish();
    await room.allEnded();
    const { conversation, messages } = (await stored()) ?? expect.unreachable();
    expect(messages.map(({ id, parentId, text }) => [id, parentId, text])).toEqual([
      ["q1", null, "One?"],
      ["answer-1", "q1", "First."],
      ["q1b", null, "One, in other words?"],
      ["answer-2", "q1b", "Other."],
    ]);
    expect(conversation).toMatchObject({ leafId: "answer-2", title: "One?" });
  });

  it("takes the path up to there along, and nothing of the one that was shown", async () => {
    await room.ask("q2", "Two?");
    room.replies[1]?.finish();
    await room.allEnded();
    await room.turns.ask({ conversationId: "c", questionId: "q2b", text: "Two, really?", parentId: "answer-1" });
    expect(room.replies[2]?.request.messages.map(({ text }) => text)).toEqual(["One?", "First.", "Two, really?"]);
  });
});
