import { expect, test } from "vitest";
import { createErrands } from "./errands.ts";
import type { Errand } from "./events.ts";
import { createMemory } from "../conversations/memory.test-tools.ts";

const quote = (id: string): Errand => ({ type: "quote", id, text: "bees" });

test("an errand waits for the panel of its window until it is taken", async () => {
  const memory = createMemory();
  const errands = createErrands(memory);
  await errands.leave(1, quote("a"));
  expect(await errands.waiting(1)).toEqual(quote("a"));
  expect(await errands.waiting(2)).toBeUndefined();
  await errands.taken(1, "a");
  expect(await errands.waiting(1)).toBeUndefined();
  expect(memory.size).toBe(0);
});

test("an errand outlives the background", async () => {
  const memory = createMemory();
  await createErrands(memory).leave(1, quote("a"));
  expect(await createErrands(memory).waiting(1)).toEqual(quote("a"));
});

test("the last errand wins, and is not taken by an answer to the one before", async () => {
  const errands = createErrands(createMemory());
  await errands.leave(1, quote("a"));
  await errands.leave(1, { type: "show", id: "b", conversationId: null, draft: "" });
  await errands.taken(1, "a");
  expect((await errands.waiting(1))?.id).toBe("b");
});

test("taking in one window leaves the errand of another", async () => {
  const errands = createErrands(createMemory());
  await errands.leave(1, quote("a"));
  await errands.taken(2, "a");
  expect((await errands.waiting(1))?.id).toBe("a");
});

test.each([7, null, { type: "dance", id: "a" }, { type: "quote", id: "a" }])(
  "damaged memory %j holds no errand",
  async (stored) => {
    const memory = createMemory();
    await memory.set("errand:1", stored);
    expect(await createErrands(memory).waiting(1)).toBeUndefined();
  },
);
