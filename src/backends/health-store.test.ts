import { expect, test } from "vitest";
import { createMemory } from "../conversations/store/memory.test-tools.ts";
import { ChatError } from "../providers/chat-error.ts";
import { createHealthStore } from "./health-store.ts";

const down = new ChatError("not-answering", { status: 504 });

function start(memory = createMemory(25_000)) {
  const problems: unknown[] = [];
  const create = () =>
    createHealthStore({ memory, now: () => 1_000, report: (problem) => void problems.push(problem) });
  const failures = async (health = create(), guest?: string) => (await health.get(["a"], guest)).get("a")?.failures;
  return { memory, problems, create, failures };
}

test("failures are counted one after the other, and what is read holds all that were told before", async () => {
  const { create, failures } = start();
  const health = create();
  void health.failed("a", down);
  void health.failed("a", down);
  void health.failed("b", down);
  expect(await failures(health)).toBe(2);
  void health.forget("a");
  expect(await failures(health)).toBeUndefined();
  expect([...(await health.get(["a", "b", "c"])).keys()]).toEqual(["b"]);
});

test("the next background knows them too, and a private window's are its own", async () => {
  const { create, failures, memory } = start();
  await create().failed("a", down);
  await create().failed("a", down, ":window:7");
  await create().failed("a", down, ":window:7");
  expect([await failures(create()), await failures(create(), ":window:7")]).toEqual([1, 2]);
  await create().forget("a");
  expect(await memory.keys()).toEqual(["health:a:window:7"]);
});

test("what cannot be read counts as nothing, and is written over", async () => {
  const { create, failures, memory } = start();
  await memory.set("health:a", { failures: "many" });
  expect(await failures()).toBeUndefined();
  await create().failed("a", down);
  expect(await failures()).toBe(1);
});

test("nothing is written where nothing changes", async () => {
  const { memory, create } = start();
  const written: string[] = [];
  const watched = {
    ...memory,
    set: async (key: string) => void written.push(key),
    delete: async (key: string) => void written.push(key),
  };
  const health = createHealthStore({ memory: watched, now: () => 1_000, report: () => undefined });
  await health.forget("a");
  await health.failed("a", new ChatError("aborted"));
  expect(written).toEqual([]);
  expect(await create().get(["a"])).toEqual(new Map());
});

test("a full memory is told, and stops nobody", async () => {
  const { create, failures, problems } = start(createMemory(0));
  const health = create();
  await health.failed("a", down);
  expect(problems).toHaveLength(1);
  expect(await failures(health)).toBeUndefined();
});
