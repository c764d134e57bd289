import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createMemory } from "../../conversations/store/memory.test-tools.ts";
import { createMemoryStore } from "../../conversations/store/memory-store.ts";
import { hasVolatileData } from "../../conversations/store/has-volatile-data.ts";
import { sampleConversation } from "../../conversations/samples.test-tools.ts";
import { LOOK_AGAIN_MS, updateWhenIdle } from "./update-when-idle.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const report = vi.fn();

test("an update is taken at once where nothing goes on", async () => {
  const update = vi.fn();
  updateWhenIdle(async () => false, update, report);
  await vi.waitFor(() => expect(update).toHaveBeenCalledOnce());
});

test("an update waits until nothing is being written and nothing is open", async () => {
  const update = vi.fn();
  let busy = true;
  updateWhenIdle(async () => busy, update, report);
  await vi.advanceTimersByTimeAsync(3 * LOOK_AGAIN_MS);
  expect(update).not.toHaveBeenCalled();
  busy = false;
  await vi.advanceTimersByTimeAsync(LOOK_AGAIN_MS);
  expect(update).toHaveBeenCalledOnce();
  await vi.advanceTimersByTimeAsync(3 * LOOK_AGAIN_MS);
  expect(update).toHaveBeenCalledOnce();
});

test("an update waits where it cannot be seen whether anything goes on, and that is looked at again", async () => {
  const update = vi.fn();
  const isBusy = vi.fn(async () => false).mockRejectedValueOnce(new Error("odd"));
  updateWhenIdle(isBusy, update, report);
  await vi.advanceTimersByTimeAsync(LOOK_AGAIN_MS - 1);
  expect(update).not.toHaveBeenCalled();
  expect(report).toHaveBeenCalledExactlyOnceWith(new Error("odd"));
  await vi.advanceTimersByTimeAsync(1);
  expect(update).toHaveBeenCalledOnce();
});

test("an update waits for temporary chats, which it would end, and for what could not be saved", async () => {
  const memory = createMemory();
  await memory.set("settings", {});
  expect(await hasVolatileData(memory)).toBe(false);
  const store = createMemoryStore(memory);
  await store.save(sampleConversation({ id: "temporary:1:a" }), []);
  expect(await hasVolatileData(memory)).toBe(true);
  await store.forget("temporary:1:");
  expect(await hasVolatileData(memory)).toBe(false);
  await memory.set("unsaved:c", { messages: [] });
  expect(await hasVolatileData(memory)).toBe(true);
});

test("it is looked at once where that is asked for, and taken once", async () => {
  const update = vi.fn();
  let busy = true;
  const look = updateWhenIdle(async () => busy, update, report);
  await vi.advanceTimersByTimeAsync(0);
  busy = false;
  look();
  look();
  await vi.advanceTimersByTimeAsync(3 * LOOK_AGAIN_MS);
  expect(update).toHaveBeenCalledOnce();
});
