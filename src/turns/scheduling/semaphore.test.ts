import { beforeEach, describe, expect, it, vi } from "vitest";
import { createStoreInMemory } from "../../conversations/store/memory.test-tools.ts";
import type { ConversationStore } from "../../conversations/store/store.ts";
import { createSemaphore } from "./semaphore.ts";
import { createTurnsRoom, type TurnsRoom } from "../turns-room.test-tools.ts";

const nobody = () => new AbortController().signal;

describe("a line", () => {
  it("lets so many in at once, and the others in the order in which they came", async () => {
    const semaphore = createSemaphore(2);
    const places = Array.from({ length: 4 }, () => semaphore.acquire(nobody()));
    expect(places.map(({ waits }) => waits)).toEqual([false, false, true, true]);
    const acquired: number[] = [];
    for (const [index, place] of places.entries()) void place.acquired.then(() => acquired.push(index));
    await Promise.resolve();
    expect(acquired).toEqual([0, 1]);
    places[1]?.release();
    await places[2]?.acquired;
    expect(acquired).toEqual([0, 1, 2]);
    places[0]?.release();
    await places[3]?.acquired;
  });

  it("gives a place free once, however often one leaves", async () => {
    const semaphore = createSemaphore(1);
    const place = semaphore.acquire(nobody());
    place.release();
    expect(semaphore.acquire(nobody()).waits).toBe(false);
    place.release();
    expect(semaphore.acquire(nobody()).waits).toBe(true);
  });

  it("forgets who gave up or left while waiting, and does not keep a place for them", async () => {
    const semaphore = createSemaphore(1);
    const inside = semaphore.acquire(nobody());
    const person = new AbortController();
    const waiting = semaphore.acquire(person.signal);
    semaphore.acquire(nobody()).release();
    const next = semaphore.acquire(nobody());
    person.abort(new Error("Enough"));
    await expect(waiting.acquired).rejects.toThrow("Enough");
    inside.release();
    await next.acquired;
    next.release();
    expect(semaphore.acquire(nobody()).waits).toBe(false);
  });

  it("does not let in who has given up already", async () => {
    const semaphore = createSemaphore(1);
    await expect(semaphore.acquire(AbortSignal.abort(new Error("Enough"))).acquired).rejects.toThrow("Enough");
    expect(semaphore.acquire(nobody()).waits).toBe(false);
  });
});

describe("answers in several conversations", () => {
  let store: ConversationStore;
  let room: TurnsRoom;
  beforeEach(async () => {
    store = createStoreInMemory();
    room = createTurnsRoom(store);
    for (const id of ["a", "b", "c", "d"]) await ask(id);
  });

  const ask = (id: string) => room.turns.ask({ conversationId: id, questionId: `q-${id}`, text: "Why?" });
  const answerIn = async (id: string) => (await store.open(id))?.messages.find(({ role }) => role === "assistant");
  const replyIn = (id: string) => room.replies["abcd".indexOf(id)];
  const began = (id: string) => vi.waitUntil(async () => (await answerIn(id))?.state === "done", { interval: 1 });
  const isFree = () => vi.waitUntil(() => room.awake === 3, { interval: 1 });

  it("are three at once; the fourth says that it waits in line, and keeps the background awake", async () => {
    expect(await answerIn("c")).not.toHaveProperty("inLine");
    expect(await answerIn("d")).toMatchObject({ state: "sending", inLine: true });
    expect(room.awake).toBe(4);
    replyIn("d")?.pushText("Too early");
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await room.conversations.hold("d")).live.messages.get("answer-4")?.text).toBe("");
  });

  it("wait for nobody who asks another backend", async () => {
    const other = await room.backend({ conversationId: "e" });
    room.backend.mockResolvedValueOnce({ ...other, id: "desk", atOnce: 1 });
    await ask("e");
    expect(await answerIn("e")).not.toHaveProperty("inLine");
    room.backend.mockResolvedValueOnce({ ...other, id: "desk", atOnce: 1 });
    await ask("f");
    expect(await answerIn("f")).toMatchObject({ state: "sending", inLine: true });
  });

  it("asked at one moment say so too, and a question that could not start keeps no place", async () => {
    const other = createTurnsRoom(createStoreInMemory());
    const ids = ["a", "b", "c", "d", "e"];
    const lives = await Promise.all(ids.map(async (id) => (await other.conversations.hold(id)).live));
    const hold = vi.spyOn(other.conversations, "hold");
    await Promise.all(ids.map((id) => other.turns.ask({ conversationId: id, questionId: `q-${id}`, text: "Why?" })));
    const inLine = lives.map(({ messages }) => [...messages.values()].at(-1)?.inLine ?? false);
    expect(inLine).toEqual([false, false, false, true, true]);
    expect(hold).toHaveBeenCalledTimes(10);
  });

  it("go on in the line when one has ended", async () => {
    const { live } = await room.conversations.hold("d");
    replyIn("a")?.finish();
    await vi.waitUntil(() => live.messages.get("answer-4")?.inLine === undefined, { interval: 1 });
    replyIn("d")?.pushText("So.");
    replyIn("d")?.finish();
    await began("d");
    expect(await answerIn("d")).toMatchObject({ text: "So.", state: "done" });
    expect(await answerIn("d")).not.toHaveProperty("inLine");
  });

  it("can be stopped while they wait, and are never asked then", async () => {
    room.turns.stop("d");
    await isFree();
    expect(await answerIn("d")).toMatchObject({ text: "", state: "stopped" });
    expect(await answerIn("d")).not.toHaveProperty("inLine");
    replyIn("a")?.finish();
    replyIn("d")?.pushText("Late");
    await began("a");
    expect((await answerIn("d"))?.text).toBe("");
  });

  it("free their place when they are stopped, although their provider hangs for ever", async () => {
    room.turns.stop("b");
    replyIn("d")?.finish();
    await began("d");
    expect(await answerIn("b")).toMatchObject({ state: "stopped" });
    expect(replyIn("b")?.closed).toBe(false);
  });

  it("in line when the background is killed are interrupted, and in no line any more", async () => {
    await store.interruptRunning();
    expect(await answerIn("d")).toMatchObject({ state: "interrupted" });
    expect(await answerIn("d")).not.toHaveProperty("inLine");
  });
});
