import { expect, test } from "vitest";
import { createPanelIntents } from "./panel-intents.ts";
import type { Intent } from "./events.ts";
import { createMemory } from "../conversations/store/memory.test-tools.ts";

const quote = (id: string): Intent => ({ type: "quote", id, text: "bees" });
const show: Intent = { type: "show", id: "b", conversationId: null, draft: "" };

test("an intent waits for the panel of its window until it is taken", async () => {
  const memory = createMemory();
  const intents = createPanelIntents(memory);
  await intents.leave(1, quote("a"));
  expect(await intents.waiting(1)).toEqual([quote("a")]);
  expect(await intents.waiting(2)).toEqual([]);
  await intents.done(1, "a");
  expect(await intents.waiting(1)).toEqual([]);
  expect(memory.size).toBe(0);
});

test("an intent outlives the background", async () => {
  const memory = createMemory();
  await createPanelIntents(memory).leave(1, quote("a"));
  expect(await createPanelIntents(memory).waiting(1)).toEqual([quote("a")]);
});

test("intents wait in order, also where they come at one moment, and each is taken by itself", async () => {
  const intents = createPanelIntents(createMemory());
  await Promise.all([intents.leave(1, quote("a")), intents.leave(1, show), intents.leave(1, show)]);
  expect(await intents.waiting(1)).toEqual([quote("a"), show]);
  await intents.done(1, "a");
  expect(await intents.waiting(1)).toEqual([show]);
});

test("taking in one window leaves the intent of another", async () => {
  const intents = createPanelIntents(createMemory());
  await intents.leave(1, quote("a"));
  await intents.done(2, "a");
  expect(await intents.waiting(1)).toEqual([quote("a")]);
});

test("a window that closes while an intent is being left for it leaves none", async () => {
  const memory = createMemory();
  const intents = createPanelIntents(memory);
  await Promise.all([intents.leave(1, quote("a")), intents.forget(1)]);
  expect(memory.size).toBe(0);
});

test.each([7, null, [{ type: "dance", id: "a" }], { type: "quote", id: "a" }])(
  "damaged memory %j holds no intent",
  async (stored) => {
    const memory = createMemory();
    await memory.set("intents:1", stored);
    expect(await createPanelIntents(memory).waiting(1)).toEqual([]);
  },
);
