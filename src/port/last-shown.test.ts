import { beforeEach, expect, test } from "vitest";
import { createLastShown, type LastShown } from "./last-shown.ts";
import { createMemory } from "../conversations/store/memory.test-tools.ts";

const MINUTE_MS = 60_000;

let time: number;
let lastShown: LastShown;
beforeEach(() => {
  time = 1_000_000;
  lastShown = createLastShown(createMemory(), () => time);
});

test("nothing was shown at first", async () => {
  expect(await lastShown.get("panel", 1)).toBeNull();
  expect(await lastShown.get("popup", 1)).toBeNull();
});

test("each window's panel remembers its own conversation, for as long as the browser runs", async () => {
  await lastShown.set("panel", 1, "a");
  await lastShown.set("panel", 2, "b");
  time += 7 * 24 * 60 * MINUTE_MS;
  expect([await lastShown.get("panel", 1), await lastShown.get("panel", 2)]).toEqual(["a", "b"]);
});

test("the popup remembers a window each too, apart from the panel there", async () => {
  await lastShown.set("popup", 1, "a");
  expect(await lastShown.get("popup", 1)).toBe("a");
  expect(await lastShown.get("popup", 2)).toBeNull();
  expect(await lastShown.get("panel", 1)).toBeNull();
});

test("the popup goes on for ten minutes and then forgets", async () => {
  await lastShown.set("popup", 1, "a");
  time += 10 * MINUTE_MS;
  expect(await lastShown.get("popup", 1)).toBe("a");
  time += 1;
  expect(await lastShown.get("popup", 1)).toBeNull();
});

test("a new chat is remembered as one", async () => {
  await lastShown.set("panel", 1, "a");
  await lastShown.set("panel", 1, null);
  expect(await lastShown.get("panel", 1)).toBeNull();
});

test.each(["a", { conversationId: 7, at: 1 }, { conversationId: "a" }])(
  "damaged memory %j counts as nothing",
  async (stored) => {
    const memory = createMemory();
    await memory.set("shown:panel:1", stored);
    expect(await createLastShown(memory, () => time).get("panel", 1)).toBeNull();
  },
);

test("a tab has its conversation in its address, and leaves nothing behind", async () => {
  const memory = createMemory();
  await createLastShown(memory, () => time).set("tab", 1, "a");
  expect(memory.size).toBe(0);
});
