import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Message } from "../conversations/conversation.ts";
import { createStoreInMemory } from "../conversations/store/memory.test-tools.ts";
import { sampleConversation, sampleMessage } from "../conversations/samples.test-tools.ts";
import type { ConversationStore } from "../conversations/store/store.ts";
import { createTurnsRoom, type TurnsRoom } from "./turns-room.test-tools.ts";

let store: ConversationStore;
let room: TurnsRoom;

const broken = sampleMessage({
  id: "a",
  parentId: "q",
  role: "assistant",
  text: "Bees da",
  createdAt: 2,
  model: "m",
  backend: { id: "before", name: "before.example" },
});
/** The backend that is chosen now is asked for the rest. Who wrote the first half stays known. */
const going = { ...broken, continued: [{ backend: { id: "chat", name: "chat.example" }, from: broken.text.length }] };

async function begin(change: Partial<Message>): Promise<void> {
  store = createStoreInMemory();
  room = createTurnsRoom(store);
  const question = sampleMessage({ id: "q", text: "Why?" });
  await store.save(sampleConversation({ leafId: "a" }), [question, { ...broken, ...change }]);
}
beforeEach(() => begin({ state: "interrupted" }));

const goOn = () => room.turns.goOn("c", "a");
const ended = { ...going, state: "done", durationMs: expect.any(Number) };
const stored = async () => (await store.open("c"))?.messages.find(({ id }) => id === "a");

describe("going on with an answer", () => {
  it("tells the backend all that was said, the broken answer too, and asks for the rest", async () => {
    await goOn();
    const messages = room.replies[0]?.request.messages ?? [];
    expect(messages.slice(0, 2)).toEqual([
      { role: "user", text: "Why?" },
      { role: "assistant", text: "Bees da" },
    ]);
    expect(messages).toHaveLength(3);
    expect(messages[2]?.role).toBe("user");
    expect(messages[2]?.text).toMatch(/go on .* where it broke off/i);
  });

  it("lets the text grow in the same message, and makes no other", async () => {
    await goOn();
    expect(await stored()).toEqual({ ...going, state: "sending" });
    room.replies[0]?.pushText("nce to ");
    room.replies[0]?.pushText("talk.");
    room.replies[0]?.finish();
    await room.allEnded();
    expect(await stored()).toEqual({ ...ended, text: "Bees dance to talk." });
    expect((await store.open("c"))?.messages).toHaveLength(2);
    expect((await store.open("c"))?.conversation.leafId).toBe("a");
  });

  it.each<Partial<Message>>([
    { state: "failed", error: { kind: "network" } },
    { state: "done", incomplete: "length" },
    { state: "done", incomplete: "cut" },
    { state: "stopped" },
  ])("clears what was wrong with %j", async (change) => {
    await begin(change);
    await goOn();
    expect(await stored()).toEqual({ ...going, state: "sending" });
    room.replies[0]?.finish();
    await room.allEnded();
    expect(await stored()).toEqual(ended);
  });

  it("keeps what had come where it fails again", async () => {
    await goOn();
    room.replies[0]?.pushText("nce");
    room.replies[0]?.fail(new Error("odd"));
    await room.allEnded();
    expect(await stored()).toMatchObject({ text: "Bees dance", state: "failed", error: { kind: "unknown" } });
  });

  it("is one answer where it is asked for twice, at one moment or in two views", async () => {
    expect(await Promise.all([goOn(), goOn()])).toEqual([undefined, undefined]);
    expect(room.replies).toHaveLength(1);
    room.replies[0]?.pushText("nce.");
    room.replies[0]?.finish();
    await room.allEnded();
    await goOn();
    expect(room.replies).toHaveLength(1);
  });

  it("is nothing where there is nothing to go on with", async () => {
    await room.turns.goOn("c", "q");
    await room.turns.goOn("c", "gone");
    await begin({ state: "interrupted", text: "" });
    await goOn();
    await begin({ state: "done" });
    await goOn();
    expect(room.replies).toHaveLength(0);
    expect(room.awake).toBe(0);
  });

  it("is refused while another answer is written there", async () => {
    await room.turns.retry("c", "a", "b");
    expect(await goOn()).toBe("busy");
  });

  it("waits in line as any other, and keeps its text there", async () => {
    for (const id of ["x", "y", "z"]) await room.turns.ask({ conversationId: id, questionId: `q-${id}`, text: "Why?" });
    await goOn();
    expect(await stored()).toMatchObject({ text: "Bees da", inLine: true });
    room.turns.stop("x");
    room.replies.at(-1)?.finish();
    await vi.waitUntil(async () => (await stored())?.state === "done", { interval: 1 });
    expect(await stored()).toEqual(ended);
  });

  it("that is killed keeps what had come", async () => {
    await goOn();
    await store.interruptRunning();
    expect(await stored()).toEqual({ ...going, state: "interrupted" });
  });
});
