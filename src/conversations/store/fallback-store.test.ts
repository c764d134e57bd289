import { beforeEach, expect, test, vi } from "vitest";
import { createMemory, createStoreInMemory } from "./memory.test-tools.ts";
import { sampleConversation, sampleMessage } from "../samples.test-tools.ts";
import { createFallbackStore, type FallbackStore } from "./fallback-store.ts";
import type { ConversationStore } from "./store.ts";

const full = new DOMException("No room", "QuotaExceededError");
const question = sampleMessage({ id: "q", text: "Why?" });
const answer = sampleMessage({
  id: "a",
  parentId: "q",
  role: "assistant",
  state: "streaming",
  text: "Be",
  createdAt: 2,
});
const conversation = sampleConversation({ title: "Bees", leafId: "a" });

let disk: ConversationStore;
let spare: ReturnType<typeof createMemory>;
let store: FallbackStore;
const failed = vi.fn<(cause: unknown) => void>();
let refusing: boolean;

/** Makes a store in which these functions fail for as long as the test wants it. */
function refusingStore(names: readonly (keyof ConversationStore)[]): ConversationStore {
  const target = createStoreInMemory();
  return new Proxy(target, {
    get: (methods, name: keyof ConversationStore) =>
      refusing && names.includes(name) ? () => Promise.reject(full) : methods[name],
  });
}

beforeEach(() => {
  failed.mockReset();
  refusing = true;
  spare = createMemory();
  disk = refusingStore(["save", "saveMessage"]);
  store = createFallbackStore(disk, spare, failed);
});

test("what could not be written is there, also for the next background, and said once", async () => {
  await store.save(conversation, [question, answer]);
  await store.saveMessage({ ...answer, text: "Because" });
  expect(failed).toHaveBeenCalledExactlyOnceWith(full);
  expect(await disk.open("c")).toBeUndefined();
  const grown = { conversation, messages: [question, { ...answer, text: "Because" }] };
  expect(await store.open("c")).toEqual(grown);
  expect((await store.list(9)).conversations).toEqual([conversation]);

  const next = createFallbackStore(disk, spare, failed);
  expect(await next.open("c")).toEqual(grown);
  await next.interruptRunning();
  expect((await next.open("c"))?.messages[1]).toMatchObject({ text: "Because", state: "interrupted" });
});

test("the next save that succeeds writes all of it", async () => {
  await store.save(conversation, [question, answer]);
  refusing = false;
  await store.saveMessage({ ...answer, text: "Because", state: "done" });
  expect(await disk.open("c")).toEqual({
    conversation,
    messages: [question, { ...answer, text: "Because", state: "done" }],
  });
  expect(spare.size).toBe(0);
});

test("so does a save of another conversation, and the start of the next background", async () => {
  await store.save(conversation, [question, answer]);
  await store.save({ ...conversation, id: "d" }, []);
  refusing = false;
  await store.save({ ...conversation, id: "e" }, []);
  await vi.waitUntil(async () => (await disk.list(9)).conversations.length === 3, { interval: 1 });
  expect((await disk.open("c"))?.messages).toHaveLength(2);

  refusing = true;
  await store.save({ ...conversation, title: "Wasps" }, []);
  refusing = false;
  await createFallbackStore(disk, spare, failed).interruptRunning();
  expect((await disk.open("c"))?.conversation.title).toBe("Wasps");
});

test("a checkpoint that failed is kept without the rest, which is stored", async () => {
  refusing = false;
  await store.save(conversation, [question, answer]);
  refusing = true;
  await store.saveMessage({ ...answer, text: "Because" });
  expect((await store.open("c"))?.messages).toEqual([question, { ...answer, text: "Because" }]);
  expect((await disk.open("c"))?.messages[1]?.text).toBe("Be");
});

test("what could not be read is not overwritten by what was begun in its stead", async () => {
  disk = refusingStore(["open"]);
  store = createFallbackStore(disk, spare, failed);
  const pinned = { ...conversation, pinnedAt: 7, createdAt: 3 };
  await disk.save(pinned, [question, answer]);
  await expect(store.open("c")).rejects.toBe(full);

  const later = sampleMessage({ id: "q2", text: "And now?", createdAt: 50 });
  const begun = sampleConversation({ title: "And now?", createdAt: 50, updatedAt: 50, leafId: "q2" });
  await store.save(begun, [later]);
  expect(await store.unsaved("c")).toEqual({ conversation: begun, messages: [later] });
  refusing = false;
  await createFallbackStore(disk, spare, failed).interruptRunning();
  const { conversation: stored, messages } = (await disk.open("c")) ?? {};
  expect(stored).toEqual({ ...pinned, updatedAt: 50, leafId: "q2" });
  expect(messages?.map(({ id }) => id)).toEqual(["q", "a", "q2"]);
});

test("what was read by now is written as it stands, also over what was begun before", async () => {
  disk = refusingStore(["open"]);
  store = createFallbackStore(disk, spare, failed);
  await disk.save(conversation, [question, answer]);
  await expect(store.open("c")).rejects.toBe(full);
  await store.save(sampleConversation({ title: "And now?", updatedAt: 50, leafId: "a" }), []);
  refusing = false;
  const read = (await store.open("c"))?.conversation ?? expect.unreachable("It was stored");
  const changed = { ...read, title: "Renamed", pinnedAt: 7 };
  await store.save(changed, []);
  expect((await disk.open("c"))?.conversation).toEqual(changed);
});

test("a list and a search that fail are empty, and say so", async () => {
  disk = refusingStore(["list", "search"]);
  store = createFallbackStore(disk, spare, failed);
  expect(await store.list(9)).toEqual({ conversations: [], more: false });
  expect(await store.search("bees", 9)).toEqual({ hits: [], more: false });
  expect(failed).toHaveBeenCalledTimes(2);
});

test("what waits can be deleted, restored and purged as what is stored", async () => {
  await store.save(conversation, [question, answer]);
  await store.delete("c", 40);
  expect((await store.list(9)).conversations).toEqual([]);
  await store.restore(null);
  expect((await store.list(9)).conversations).toEqual([conversation]);
  await store.delete(null, 50);
  await store.purge(50);
  refusing = false;
  await store.save({ ...conversation, id: "d" }, []);
  expect(await store.open("c")).toBeUndefined();
  expect(spare.size).toBe(0);
});

test("an older row that waited does not come back over a newer one, wherever the background was killed", async () => {
  const whole = { ...answer, text: "Because they talk", state: "done" } as const;
  refusing = false;
  await disk.save(conversation, [question, answer]);
  for (const killedAt of ["renewing", "writing", "deleting"] as const) {
    refusing = true;
    await store.saveMessage({ ...answer, text: "Because" });
    refusing = false;
    /** From this call on, nothing that is asked for is done. */
    let killed = false;
    const unlessKilled =
      <Parameters extends unknown[], Result>(call: (...parameters: Parameters) => Promise<Result>, at?: string) =>
      (...parameters: Parameters): Promise<Result> => {
        if (at === killedAt) killed = true;
        return killed ? new Promise<never>(() => undefined) : call(...parameters);
      };
    const dying = createFallbackStore(
      { ...disk, saveMessage: unlessKilled(disk.saveMessage, "writing") },
      { ...spare, set: unlessKilled(spare.set, "renewing"), delete: unlessKilled(spare.delete, "deleting") },
      failed,
    );
    void dying.saveMessage(whole);
    await vi.waitUntil(() => killed, { interval: 1 });
    const kept = (await disk.open("c"))?.messages[1];
    await createFallbackStore(disk, spare, failed).interruptRunning();
    const after = (await disk.open("c"))?.messages[1];
    if (killedAt === "renewing") expect(after).toMatchObject({ text: "Because", state: "interrupted" });
    else expect(after).toEqual(whole);
    if (killedAt === "deleting") expect(kept).toEqual(whole);
    expect(spare.size).toBe(0);
    await disk.save(conversation, [answer]);
    store = createFallbackStore(disk, spare, failed);
  }
});

test("what waits no longer and could not be removed does not come back either", async () => {
  const broken = vi.spyOn(spare, "delete").mockRejectedValueOnce(new Error("Not now"));
  await store.save(conversation, [question]);
  refusing = false;
  await store.save({ ...conversation, title: "Wasps" }, []);
  expect([broken.mock.calls.length, spare.size]).toEqual([1, 1]);
  await store.save({ ...conversation, title: "Ants" }, []);
  await createFallbackStore(disk, spare, failed).interruptRunning();
  expect((await disk.open("c"))?.conversation.title).toBe("Ants");
});
