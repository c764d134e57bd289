import { expect, test } from "vitest";
import { createErrands } from "./panel-intents.ts";
import type { Errand } from "./events.ts";
import { createMemory } from "../conversations/store/memory.test-tools.ts";

const quote = (id: string): Errand => ({ type: "quote", id, text: "bees" });
const show: Errand = { type: "show", id: "b", conversationId: null, draft: "" };

test("an errand waits for the panel of its window until it is taken", async () => {
  const memory = createMemory();
  const errands = createErrands(memory);
  await errands.leave(1, quote("a"));
  expect(await errands.waiting(1)).toEqual([quote("a")]);
  expect(await errands.waiting(2)).toEqual([]);
  await errands.taken(1, "a");
  expect(await errands.waiting(1)).toEqual([]);
  expect(memory.size).toBe(0);
});

test("an errand outlives the background", async () => {
  const memory = createMemory();
  await createErrands(memory).leave(1, quote("a"));
  expect(await createErrands(memory).waiting(1)).toEqual([quote("a")]);
});

test("errands wait in order, also where they come at one moment, and each is taken by itself", async () => {
  const errands = createErrands(createMemory());
  await Promise.all([errands.leave(1, quote("a")), errands.leave(1, show), errands.leave(1, show)]);
  expect(await errands.waiting(1)).toEqual([quote("a"), show]);
  await errands.taken(1, "a");
  expect(await errands.waiting(1)).toEqual([show]);
});

test("taking in one window leaves the errand of another", async () => {
  const errands = createErrands(createMemory());
  await errands.leave(1, quote("a"));
  await errands.taken(2, "a");
  expect(await errands.waiting(1)).toEqual([quote("a")]);
});

test("a window that closes while an errand is being left for it leaves none", async () => {
  const memory = createMemory();
  const errands = createErrands(memory);
  await Promise.all([errands.leave(1, quote("a")), errands.forget(1)]);
  expect(memory.size).toBe(0);
});

test.each([7, null, [{ type: "dance", id: "a" }], { type: "quote", id: "a" }])(
  "damaged memory %j holds no errand",
  async (stored) => {
    const memory = createMemory();
    await memory.set("errands:1", stored);
    expect(await createErrands(memory).waiting(1)).toEqual([]);
  },
);
