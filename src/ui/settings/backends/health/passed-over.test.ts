import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createHealthStore } from "../../../../backends/health-store.ts";
import { createMemory } from "../../../../conversations/store/memory.test-tools.ts";
import { ChatError } from "../../../../providers/chat-error.ts";
import { createPassedOver } from "./passed-over.ts";

const MINUTE = 60_000;
const down = new ChatError("not-answering", { status: 504 });

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => vi.useRealTimers());

/** Lets what was begun come to rest. */
const settle = () => vi.advanceTimersByTimeAsync(0);

async function open(failures: Record<string, number>, ids = Object.keys(failures)) {
  const memory = createMemory();
  const health = createHealthStore({ memory, now: Date.now, report: () => undefined });
  const fail = async (id: string, times: number) => {
    for (let time = 0; time < times; time += 1) await health.failed(id, down);
  };
  for (const [id, times] of Object.entries(failures)) await fail(id, times);
  let changed = (): void => undefined;
  const passedOver = createPassedOver({
    health,
    ids: () => ids,
    watch: (listener) => (changed = listener),
    now: Date.now,
  });
  await settle();
  return { memory, health, fail, passedOver, changed: () => changed(), shown: () => [...passedOver.all.value.keys()] };
}

test("those are shown that keep failing, each until its time is over, with one timer", async () => {
  const { shown } = await open({ a: 3, b: 4, c: 2 });
  expect([shown(), vi.getTimerCount()]).toEqual([["a", "b"], 1]);
  await vi.advanceTimersByTimeAsync(5 * MINUTE);
  expect([shown(), vi.getTimerCount()]).toEqual([["b"], 1]);
  await vi.advanceTimersByTimeAsync(5 * MINUTE);
  expect([shown(), vi.getTimerCount()]).toEqual([[], 0]);
});

test("what happens elsewhere is shown: one fails, one works", async () => {
  const { health, fail, shown, changed } = await open({ a: 3, b: 0 });
  await fail("b", 3);
  changed();
  await settle();
  expect(shown()).toEqual(["a", "b"]);
  await health.forget("a");
  await health.forget("b");
  changed();
  await settle();
  expect([shown(), vi.getTimerCount()]).toEqual([[], 0]);
});

test("one that is tried again is shown no more, unless that could not be stored", async () => {
  const { memory, passedOver, shown } = await open({ a: 3, b: 3 });
  await passedOver.tryNow("a");
  expect(shown()).toEqual(["b"]);
  memory.delete = () => Promise.reject(new Error("gone"));
  await passedOver.tryNow("b");
  expect(shown()).toEqual(["b"]);
});

test("of two readings the later one counts", async () => {
  const { changed, health, shown } = await open({ a: 3 });
  let arrive = (): void => undefined;
  const late = new Promise<ReadonlyMap<string, never>>((resolve) => (arrive = () => resolve(new Map<string, never>())));
  vi.spyOn(health, "get").mockReturnValueOnce(late);
  changed();
  changed();
  await settle();
  arrive();
  await settle();
  expect(shown()).toEqual(["a"]);
});
