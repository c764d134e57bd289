import { expect, test, vi } from "vitest";
import { createMemory } from "./memory.test-tools.ts";
import { withOverflow } from "./overflow-memory.ts";

const long = "x".repeat(90);

test("what session memory has no room for is there all the same, and is told", async () => {
  const storage = createMemory(100);
  const refused = vi.fn();
  const memory = withOverflow(storage, { refused });
  await memory.set("a", long);
  await memory.set("b", long);
  expect(refused).toHaveBeenCalledOnce();
  expect([await memory.get("a"), await memory.get("b"), (await memory.keys()).toSorted()]).toEqual([
    long,
    long,
    ["a", "b"],
  ]);
  expect(await storage.keys()).toEqual(["a"]);
});

test("it is written as soon as there is room, and keeps the background awake until then", async () => {
  const storage = createMemory(200);
  const rest = vi.fn();
  const stayAwake = vi.fn(() => rest);
  const memory = withOverflow(storage, { stayAwake });
  for (const key of ["a", "b", "c", "d"]) await memory.set(key, long);
  expect(stayAwake).toHaveBeenCalledOnce();
  await memory.delete("a");
  expect((await storage.keys()).toSorted()).toEqual(["b", "c"]);
  expect(rest).not.toHaveBeenCalled();
  await memory.set("b", "short");
  expect((await storage.keys()).toSorted()).toEqual(["b", "c", "d"]);
  expect(rest).toHaveBeenCalledOnce();
});

test("the last value counts, whether it or the one before was refused", async () => {
  const storage = createMemory(100);
  const memory = withOverflow(storage);
  await memory.set("a", "first");
  await memory.set("a", "x".repeat(200));
  expect(await memory.get("a")).toBe("x".repeat(200));
  await memory.set("a", "last");
  expect([await memory.get("a"), await storage.get("a")]).toEqual(["last", "last"]);
  await memory.set("a", "x".repeat(200));
  await memory.delete("a");
  expect([await memory.get("a"), await storage.keys()]).toEqual([undefined, []]);
});
