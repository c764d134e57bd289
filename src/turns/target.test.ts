import { beforeEach, describe, expect, it, test, vi } from "vitest";
import type { Target } from "../backends/target.ts";
import { createStoreInMemory } from "../conversations/store/memory.test-tools.ts";
import type { ConversationStore } from "../conversations/store/store.ts";
import { ChatError } from "../providers/chat-error.ts";
import type { BackendChoice, ReadyBackend } from "./backend.ts";
import { editConversation } from "./conversation-edits.ts";
import { createTurnsRoom, type TurnsRoom } from "./turns-room.test-tools.ts";

const DESK: Target = { backendId: "desk", model: "small" };
const ATTIC: Target = { backendId: "attic" };

let store: ConversationStore;
let room: TurnsRoom;

beforeEach(() => {
  store = createStoreInMemory();
  room = createTurnsRoom(store);
});

const asked = () => room.backend.mock.calls.map(([{ target }]) => target);
const conversation = async () => (await store.open("c"))?.conversation;
const ask = (questionId: string, more: { target?: Target; binds?: boolean } = {}) =>
  room.turns.ask({ conversationId: "c", questionId, text: "Why?", ...more });

async function answer(text = "So."): Promise<void> {
  room.replies.at(-1)?.pushText(text);
  room.replies.at(-1)?.finish();
  await room.allEnded();
}

async function choose(target: Target): Promise<void> {
  const { live, release } = await room.conversations.hold("c");
  const edited = editConversation(live, { type: "target", target }, 1_000);
  live.apply({ type: "conversation", conversation: edited?.conversation ?? live.conversation });
  await store.save(live.conversation, []);
  release();
}

/** Whether others might have been asked for each answer, if the one that was asked had failed. */
const wasAlone = () => room.backend.mock.calls.map(([{ alone }]) => alone === true);

describe("a conversation that is bound to one backend", () => {
  const ONLY: Target = { ...DESK, only: true };

  it("asks nobody else, whoever is asked and in whichever way", async () => {
    await ask("q1", { target: ONLY, binds: true });
    await answer();
    await room.turns.retry("c", "q1", "a2");
    await answer();
    await room.turns.retry("c", "q1", "a3", ATTIC);
    await answer();
    await ask("q2", { target: ATTIC });
    await answer();
    expect(wasAlone()).toEqual([true, true, true, true]);
    expect((await conversation())?.target).toEqual(ONLY);
  });

  it("asks nobody else where that one fails, and says its error", async () => {
    const attic = vi.fn<ReadyBackend["chat"]>();
    room.others = [{ id: "attic", name: "Attic", agreed: true, atOnce: 1, chat: attic }];
    await ask("q1", { target: ONLY, binds: true });
    room.replies.at(-1)?.fail(new ChatError("network"));
    await room.allEnded();
    expect(attic).not.toHaveBeenCalled();
    const answers = (await store.open("c"))?.messages.filter(({ role }) => role === "assistant");
    expect(answers).toMatchObject([{ state: "failed", error: { kind: "network" } }]);
  });

  it("is bound no longer once the person says so", async () => {
    await ask("q1", { target: ONLY, binds: true });
    await answer();
    await choose(DESK);
    await ask("q2");
    expect(wasAlone()).toEqual([true, false]);
  });
});

describe("a conversation", () => {
  it("keeps whom the person has chosen for its first question, and asks them from then on", async () => {
    await ask("q1", { target: DESK, binds: true });
    await answer("S");
    await room.turns.retry("c", "q1", "a2");
    room.replies.at(-1)?.pushText("Half");
    room.replies.at(-1)?.end();
    await room.allEnded();
    await room.turns.goOn("c", "a2");
    await answer();
    await ask("q2");
    await answer();
    expect(asked()).toEqual([DESK, DESK, DESK, DESK]);
    expect((await conversation())?.target).toEqual(DESK);
  });

  it("keeps nobody without that, so that it follows the settings", async () => {
    await ask("q1", { target: DESK });
    await answer();
    await ask("q2");
    expect(asked()).toEqual([DESK, undefined]);
    expect(await conversation()).not.toHaveProperty("target");
  });

  it("that has begun is not bound by a later question", async () => {
    await ask("q1");
    await answer();
    await ask("q2", { target: DESK, binds: true });
    await answer();
    expect(await conversation()).not.toHaveProperty("target");
  });

  it("asks whom the person has chosen since, and its answers before stay as they are", async () => {
    await ask("q1", { target: DESK, binds: true });
    await answer();
    await choose(ATTIC);
    await ask("q2");
    expect(asked()).toEqual([DESK, ATTIC]);
  });
});

it("a question that waits goes to whom the person saw when they sent it", async () => {
  await ask("q1", { target: DESK, binds: true });
  await ask("q2", { target: DESK });
  await ask("q3", { target: ATTIC });
  expect((await conversation())?.queue).toMatchObject([{ target: DESK }, { target: ATTIC }]);
  await choose({ backendId: "cellar" });
  for (const count of [2, 3]) {
    room.replies.at(-1)?.finish();
    await vi.waitUntil(() => room.replies.length === count, { interval: 1 });
  }
  expect(asked()).toEqual([DESK, DESK, ATTIC]);
});

test("a backend that is not known fails the answer, and nobody else is asked", async () => {
  room.backend.mockRejectedValue(new ChatError("no-backend"));
  await ask("q1", { target: { backendId: "gone" }, binds: true });
  await room.allEnded();
  const messages = (await store.open("c"))?.messages;
  expect(messages?.at(-1)).toMatchObject({ state: "failed", error: { kind: "no-backend" } });
  expect(messages?.at(-1)).not.toHaveProperty("asked");
  expect(room.replies).toEqual([]);
  expect(asked()).toEqual([{ backendId: "gone" }]);
});

test("an answer keeps what was asked for, model and thinking, also where another one continues it", async () => {
  const ready = room.backend.getMockImplementation() as (choice: BackendChoice) => Promise<ReadyBackend>;
  room.backend.mockImplementation(async (choice) => ({
    ...(await ready(choice)),
    model: choice.target?.model,
    think: choice.target?.think,
  }));
  const stored = async () => (await store.open("c"))?.messages.at(-1);
  await ask("q1", { target: DESK });
  expect(await stored()).toMatchObject({ state: "sending", asked: { model: "small" } });
  room.replies[0]?.pushText("Half");
  room.replies[0]?.end();
  await room.allEnded();
  await room.turns.goOn("c", (await stored())?.id ?? "", { backendId: "desk", model: "large", think: false });
  expect(await stored()).toMatchObject({ asked: { model: "large", think: false } });
  await answer();
  await room.turns.retry("c", "q1", "a2", ATTIC);
  expect(await stored()).toMatchObject({ id: "a2" });
  expect(await stored()).not.toHaveProperty("asked");
});
