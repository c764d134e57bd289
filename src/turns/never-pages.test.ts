import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Message, Source } from "../conversations/conversation.ts";
import { createStoreInMemory } from "../conversations/store/memory.test-tools.ts";
import type { ConversationStore } from "../conversations/store/store.ts";
import { ChatError } from "../providers/chat-error.ts";
import type { ReadyBackend } from "./backend.ts";
import { createTurnsRoom, type TurnsRoom } from "./turns-room.test-tools.ts";

const PAGE: Source = { type: "page", url: "https://bees.example/", title: "Bees" };

let store: ConversationStore;
let room: TurnsRoom;
/** Whether the backend that is asked never gets text of pages. */
let closed: boolean;

beforeEach(() => {
  store = createStoreInMemory();
  room = createTurnsRoom(store);
  closed = false;
  const open = room.backend.getMockImplementation();
  room.backend.mockImplementation(async (choice) => {
    if (open === undefined) throw new Error("There is no backend");
    return { ...(await open(choice)), neverPages: closed };
  });
});

const ask = (questionId: string, sources: Source[] = [], more: object = {}) =>
  room.turns.ask({ conversationId: "c", questionId, text: "Why?", sources, ...more });
const messages = async () => (await store.open("c"))?.messages ?? [];
const message = async (id: string) => (await messages()).find((each) => each.id === id);
const failures = async () => (await messages()).flatMap(({ error }) => (error === undefined ? [] : [error.kind]));

async function answer(): Promise<void> {
  room.replies.at(-1)?.pushText("So");
  room.replies.at(-1)?.finish();
  await room.allEnded();
}

/** Has what this does refused, and nothing sent. */
async function isRefused(act: () => Promise<unknown>): Promise<void> {
  const before = [room.replies.length, (await failures()).length];
  await act();
  await room.allEnded();
  expect([room.replies.length, (await failures()).length]).toEqual([before[0], (before[1] ?? 0) + 1]);
  expect(new Set(await failures())).toEqual(new Set(["never-pages"]));
}

describe("a backend that never gets text of pages", () => {
  it("gets no question that holds some, which is stored with its mark, and fails with the name of the backend", async () => {
    closed = true;
    await isRefused(() => ask("q1", [PAGE]));
    expect((await message("q1"))?.sources).toEqual([PAGE]);
    expect(await message("answer-1")).toMatchObject({ state: "failed", backend: { name: "chat.example" } });
  });

  it("gets nothing of a conversation that holds some, in whichever way it is asked", async () => {
    await ask("q1", [PAGE]);
    room.replies.at(-1)?.pushText("Half");
    room.replies.at(-1)?.end();
    await room.allEnded();
    closed = true;
    const [, broken] = await messages();
    const error = broken?.error;
    expect(error?.kind).toBe("cut");
    const before = room.replies.length;
    await room.turns.goOn("c", "answer-1");
    await room.allEnded();
    expect((await message("answer-1"))?.error?.kind).toBe("never-pages");
    for (const act of [
      () => room.turns.retry("c", "q1", "again"),
      () => room.turns.retry("c", "again", "other", { backendId: "other" }),
      () => room.turns.retryAlone("c", "q1", "alone"),
      () => ask("q2"),
      () => ask("q3", [], { parentId: "alone" }),
    ]) {
      await isRefused(act);
    }
    expect(room.replies).toHaveLength(before);
  });

  it("gets no question that waited in the queue, nor one that waited for its answer's end", async () => {
    await ask("q1");
    await ask("q2", [PAGE]);
    expect((await store.open("c"))?.conversation.queue).toMatchObject([{ id: "q2", sources: [PAGE] }]);
    closed = true;
    await answer();
    await vi.waitFor(async () => expect(await failures()).toEqual(["never-pages"]));
    expect((await message("q2"))?.sources).toEqual([PAGE]);
    expect(room.replies).toHaveLength(1);
  });

  it("gets what a person types, also beside another path that holds text of a page", async () => {
    await ask("q1", [PAGE]);
    await answer();
    closed = true;
    await room.turns.ask({ conversationId: "c", questionId: "q2", text: "> Typed\n\nby hand", parentId: null });
    await answer();
    expect((await message("q2"))?.sources).toEqual([]);
    expect(room.replies).toHaveLength(2);
    await ask("q3");
    await answer();
    expect(room.replies).toHaveLength(3);
    expect(await failures()).toEqual([]);
  });

  it("gets no question of an earlier version that may hold some", async () => {
    const text = "Explain this:\n\nBees dance.";
    const old: Message = {
      id: "q",
      conversationId: "c",
      parentId: null,
      role: "user",
      text,
      state: "done",
      createdAt: 1,
    };
    await store.save({ id: "c", title: "Explain", createdAt: 1, updatedAt: 1, leafId: "q" }, [old]);
    closed = true;
    await isRefused(() => room.turns.retry("c", "q", "again"));
    await isRefused(() => ask("q2"));
  });

  it("is not asked after others, and is no reason not to ask those after it", async () => {
    const asked: string[] = [];
    const other = (id: string, neverPages: boolean, late = false): ReadyBackend => ({
      id,
      name: id,
      agreed: true,
      atOnce: 1,
      neverPages,
      async *chat() {
        asked.push(id);
        // As one does for which the person has said so since.
        if (late) throw new ChatError("never-pages");
        yield { type: "text", text: "So." };
        yield { type: "finish", reason: "stop" };
      },
    });
    room.others = [other("never", true), other("late", false, true), other("open", false)];
    await ask("q1", [PAGE]);
    room.replies.at(-1)?.fail(new ChatError("network"));
    await room.allEnded();
    expect(asked).toEqual(["late", "open"]);
    expect(await message("answer-1")).toMatchObject({ state: "done", backend: { id: "open" } });
    asked.length = 0;
    await room.turns.ask({ conversationId: "d", questionId: "typed", text: "Why?" });
    room.replies.at(-1)?.fail(new ChatError("network"));
    await room.allEnded();
    expect(asked).toEqual(["never"]);
  });
});
