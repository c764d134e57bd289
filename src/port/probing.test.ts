import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Finding } from "../backends/probes.ts";
import { createMemory } from "../conversations/store/memory.test-tools.ts";
import { createMemoryStore } from "../conversations/store/memory-store.ts";
import { createBackground } from "./background.test-tools.ts";
import { openView } from "./server-view.test-tools.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const FOUND: Finding = {
  models: [{ id: "m", input: ["text"] }],
  problem: { kind: "not-running" },
  foundAt: "http://x",
};
const draft = { type: "ollama", config: {}, keyId: "backend:key:1" };
const testing = (testId: string) => ({ type: "test-backend", testId, draft, ask: true }) as const;

/** A background whose tests take until they are answered. */
function start() {
  const tests: { signal: AbortSignal; answer(finding: Finding): void }[] = [];
  const models = vi.fn(async () => FOUND);
  const background = createBackground(
    { store: createMemoryStore(createMemory()), memory: createMemory() },
    () => "id",
    {
      probes: {
        models,
        test: (_draft, { signal }) => new Promise((answer) => void tests.push({ signal, answer })),
      },
    },
  );
  return { background, tests, models };
}

test("models are listed, and a test is answered, while other commands go on", async () => {
  const { background, tests, models } = start();
  const view = await openView(background, "tab", 1);
  expect(await view.send({ type: "list-models", backendId: "b" })).toEqual([
    { type: "models", backendId: "b", ...FOUND },
  ]);
  expect(models).toHaveBeenCalledOnce();
  expect(await view.send(testing("t"))).toEqual([]);
  expect(await view.send({ type: "count", wanted: true })).toMatchObject([{ type: "counted" }]);
  tests[0]?.answer(FOUND);
  expect(await view.send()).toEqual([{ type: "backend-tested", testId: "t", ...FOUND }]);
});

test("a second test ends the first of the same id, and no other", async () => {
  const { background, tests } = start();
  const view = await openView(background, "tab", 1);
  await view.send(testing("t"), testing("u"), testing("t"));
  expect(tests.map(({ signal }) => signal.aborted)).toEqual([true, false, false]);
  for (const { answer } of tests) answer(FOUND);
  expect((await view.send()).map((event) => "testId" in event && event.testId)).toEqual(["u", "t"]);
});

test("a test that is stopped, or whose view has gone, ends and is not answered", async () => {
  const { background, tests } = start();
  const view = await openView(background, "tab", 1);
  await view.send(testing("t"), { type: "stop-test", testId: "t" }, { type: "stop-test", testId: "never begun" });
  expect(tests[0]?.signal.aborted).toBe(true);
  await view.send(testing("u"));
  view.pair.sever();
  expect(tests[1]?.signal.aborted).toBe(true);
  for (const { answer } of tests) answer(FOUND);
  expect(view.events).toEqual(view.events.filter(({ type }) => type === "welcome"));
});
