import { beforeEach, expect, test, vi } from "vitest";
import { createDeletion } from "./deletion.ts";
import { sampleConversation, sampleMessage } from "./samples.test-tools.ts";
import type { ConversationStore } from "./store/store.ts";
import { storeKinds } from "./store/store-kinds.test-tools.ts";

const noFailure = (cause: unknown) => expect.unreachable(String(cause));
const START = Date.parse("2026-11-29");
const HALF_A_MINUTE = 30_000;
const THIRTY_DAYS = 30 * 24 * 60 * 60 * 1_000;

let now: number;
beforeEach(() => {
  now = START;
});

test("a purge that fails is told and rejects nothing, and nothing counts as gone", async () => {
  const failed = vi.fn();
  const purged = vi.fn(async () => undefined);
  const broken = { purge: () => Promise.reject(new Error("full")) } as unknown as ConversationStore;
  await createDeletion(() => now, failed, purged).purgeOld(broken);
  expect(purged).not.toHaveBeenCalled();
  expect(failed).toHaveBeenCalledExactlyOnceWith(new Error("full"));
});

test.each(storeKinds)("what is deleted is kept for 30 days %s, and not longer", async (_, createStore) => {
  const store = createStore();
  const purged = vi.fn(async () => undefined);
  const deletion = createDeletion(() => now, noFailure, purged);
  await store.save(sampleConversation(), [sampleMessage({ id: "q" })]);
  await store.delete("c", now);
  now += THIRTY_DAYS - 1;
  await deletion.purgeOld(store);
  expect(await store.open("c")).toBeDefined();
  now += 1;
  await deletion.purgeOld(store);
  expect(await store.open("c")).toBeUndefined();
  expect(purged).toHaveBeenLastCalledWith(START);
});

test.each(storeKinds)(
  "what was deleted while the clock ran ahead is purged %s all the same",
  async (_, createStore) => {
    const store = createStore();
    const deletion = createDeletion(() => now, noFailure);
    await store.save(sampleConversation({ title: "Secret" }), [sampleMessage({ id: "m", text: "secret" })]);
    await store.save(sampleConversation({ id: "d" }), [
      sampleMessage({ id: "q", conversationId: "d" }),
      sampleMessage({ id: "a", conversationId: "d", parentId: "q", deletedAt: Date.parse("2030-01-01") }),
    ]);
    await store.delete("c", Date.parse("2030-01-01"));
    // The clock has been corrected. A background starts every now and then.
    for (let start = 0; start < 5; start += 1) {
      now += HALF_A_MINUTE;
      await deletion.purgeOld(store);
    }
    const { items } = await store.bin(deletion.keptSince(), 9);
    expect(items.map(({ deletedAt }) => deletedAt)).toEqual([START + HALF_A_MINUTE, START + HALF_A_MINUTE]);
    now = START + THIRTY_DAYS + HALF_A_MINUTE;
    await deletion.purgeOld(store);
    expect(await store.open("c")).toBeUndefined();
    expect((await store.open("d"))?.messages.map(({ id }) => id)).toEqual(["q"]);
  },
);
