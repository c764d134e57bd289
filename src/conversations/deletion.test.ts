import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createDeletion, UNDO_MS } from "./deletion.ts";
import { createStoreInMemory } from "./memory.test-tools.ts";
import { sampleConversation } from "./samples.test-tools.ts";
import type { ConversationStore } from "./store.ts";

const noFailure = (cause: unknown) => expect.unreachable(String(cause));

let store: ConversationStore;
beforeEach(async () => {
  vi.useFakeTimers();
  store = createStoreInMemory();
  await store.save(sampleConversation(), []);
});
afterEach(() => vi.useRealTimers());

test("a deleted conversation leaves the list at once and the store after the time for undoing", async () => {
  const deletion = createDeletion(Date.now, noFailure);
  await deletion.delete(store, "c", Date.now());
  expect((await store.list(9)).conversations).toEqual([]);
  await vi.advanceTimersByTimeAsync(UNDO_MS - 1);
  expect(await store.open("c")).toBeDefined();
  await vi.advanceTimersByTimeAsync(1);
  expect(await store.open("c")).toBeUndefined();
});

test("a conversation that is restored in time stays for good", async () => {
  const deletion = createDeletion(Date.now, noFailure);
  await deletion.delete(store, "c", Date.now());
  await vi.advanceTimersByTimeAsync(UNDO_MS - 1);
  await store.restore("c");
  await vi.advanceTimersByTimeAsync(UNDO_MS * 2);
  expect((await store.list(9)).conversations).toHaveLength(1);
});

test("deleted, restored and deleted again, it can be taken back for the full time", async () => {
  const deletion = createDeletion(Date.now, noFailure);
  await deletion.delete(store, "c", Date.now());
  await vi.advanceTimersByTimeAsync(UNDO_MS / 2);
  await store.restore("c");
  await deletion.delete(store, "c", Date.now());
  await vi.advanceTimersByTimeAsync(UNDO_MS - 1);
  expect(await store.open("c")).toBeDefined();
});

test("what a stopped background did not purge, the next one does", async () => {
  await createDeletion(Date.now, noFailure).delete(store, "c", Date.now());
  vi.clearAllTimers();
  vi.setSystemTime(Date.now() + UNDO_MS);
  await createDeletion(Date.now, noFailure).purgeOld(store);
  expect(await store.open("c")).toBeUndefined();
});

test("a purge that fails is told and rejects nothing, and nothing counts as gone", async () => {
  const failed = vi.fn();
  const purged = vi.fn(async () => undefined);
  const broken = { ...store, purge: () => Promise.reject(new Error("full")) };
  await createDeletion(Date.now, failed, purged).purgeOld(broken);
  expect(purged).not.toHaveBeenCalled();
  expect(failed).toHaveBeenCalledExactlyOnceWith(new Error("full"));
});

test("a deletion that fails rejects, and purges nothing later", async () => {
  const purge = vi.fn(store.purge);
  const broken = { ...store, purge, delete: () => Promise.reject(new Error("full")) };
  await expect(createDeletion(Date.now, noFailure).delete(broken, "c", Date.now())).rejects.toThrow("full");
  await vi.advanceTimersByTimeAsync(UNDO_MS * 2);
  expect(purge).not.toHaveBeenCalled();
});
