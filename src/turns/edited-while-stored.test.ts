import { beforeEach, expect, test, vi } from "vitest";
import { createStoreInMemory } from "../conversations/store/memory.test-tools.ts";
import { isOnDeletedPath } from "../conversations/path.ts";
import type { ConversationStore } from "../conversations/store/store.ts";
import type { ConversationEdit } from "./conversation-edits.ts";
import { createTurnsRoom, type TurnsRoom } from "./turns-room.test-tools.ts";

let store: ConversationStore;
let room: TurnsRoom;
/** Resolves when the edit is stored. */
let edited: Promise<void> | undefined;

beforeEach(async () => {
  store = createStoreInMemory();
  room = createTurnsRoom(store);
  await room.ask("q1", "One?");
});

/** A person edits the conversation while the next question or answer is being stored. */
async function editWhileStored(edit: ConversationEdit): Promise<void> {
  const { live } = await room.conversations.hold("c");
  const { save } = store;
  vi.spyOn(store, "save").mockImplementationOnce(async (...rows) => {
    await save(...rows);
    const before = live.sequence;
    edited = room.turns.edit("c", edit);
    await vi.waitUntil(() => live.sequence > before, { interval: 1 });
  });
}

/** Returns the conversation. Fails unless it is the same in memory and on disk. */
async function conversation() {
  await edited;
  const { live, release } = await room.conversations.hold("c");
  const stored = await store.open("c");
  expect(stored?.conversation).toEqual(live.conversation);
  release();
  return live;
}

test("a question that is taken back out of the queue while it is being stored is not asked", async () => {
  await room.ask("q2", "Two?");
  await editWhileStored({ type: "take-back", questionId: "q2" });
  room.replies[0]?.finish();
  await room.allEnded();
  const { conversation: shown, messages } = await conversation();
  expect(room.replies).toHaveLength(1);
  expect([shown.leafId, shown.queue, messages.has("q2")]).toEqual(["answer-1", undefined, false]);
  const rows = await store.open("c");
  expect(rows?.messages.filter(({ parentId }) => parentId === "answer-1")).toMatchObject([
    { id: "q2", deletedAt: expect.any(Number) },
  ]);
});

test("a queued question whose branch is deleted while it is being stored waits on, and does not bring the branch back", async () => {
  await room.ask("q2", "Two?");
  await editWhileStored({ type: "delete-branch", messageId: "q1" });
  room.replies[0]?.finish();
  await room.allEnded();
  await vi.waitUntil(async () => (await store.open("c"))?.conversation.queue !== undefined, { interval: 1 });
  const { conversation: shown, messages } = await conversation();
  expect([shown.leafId, isOnDeletedPath(messages, "q2")]).toEqual([null, true]);
  expect(shown.queue).toMatchObject([{ text: "Two?" }]);
  expect(room.replies[1]?.signal.aborted ?? true).toBe(true);
});

test("a question whose branch is deleted while it is being stored is refused, and its text is not lost", async () => {
  room.replies[0]?.finish();
  await room.allEnded();
  await editWhileStored({ type: "delete-branch", messageId: "q1" });
  expect(await room.ask("q2", "Two?")).toBe("gone");
  await room.allEnded();
  expect((await conversation()).conversation.leafId).toBeNull();
});

test("an answer that is deleted while it is about to go on stays deleted", async () => {
  room.replies[0]?.pushText("Be");
  room.replies[0]?.end();
  await room.allEnded();
  await editWhileStored({ type: "delete-branch", messageId: "answer-1" });
  expect(await room.turns.goOn("c", "answer-1")).toBe("gone");
  await room.allEnded();
  const { conversation: shown, messages } = await conversation();
  const deletedAt = messages.get("answer-1")?.deletedAt;
  expect(deletedAt).toEqual(expect.any(Number));
  expect(shown.leafId).toBe("q1");
  expect((await store.open("c"))?.messages.find(({ id }) => id === "answer-1")?.deletedAt).toBe(deletedAt);
});

test("whatever is edited while a queued question begins, no write lets it stand twice", async () => {
  await room.ask("q2", "Two?");
  const { save } = store;
  const twice: string[] = [];
  vi.spyOn(store, "save").mockImplementation(async (...rows) => {
    await save(...rows);
    const stored = await store.open("c");
    const messageIds = stored?.messages.map(({ id }) => id) ?? [];
    twice.push(...(stored?.conversation.queue ?? []).map(({ id }) => id).filter((id) => messageIds.includes(id)));
  });
  await editWhileStored({ type: "rename", title: "New" });
  room.replies[0]?.finish();
  await vi.waitUntil(() => room.replies.length === 2, { interval: 1 });
  await edited;
  expect(twice).toEqual([]);
  room.replies[1]?.finish();
  await room.allEnded();
  expect((await conversation()).conversation).toMatchObject({ title: "New", leafId: "answer-2" });
});
