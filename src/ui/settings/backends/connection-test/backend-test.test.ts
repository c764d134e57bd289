import { expect, it } from "vitest";
import { createPortPair } from "../../../../port/fake-port.test-tools.ts";
import { createBackendTest, type TestResult } from "./backend-test.ts";

const TESTED = {
  setup: { type: "ollama", config: { baseUrl: "http://127.0.0.1:11434" } },
  model: "tiny",
  keyId: "backend:key:1",
} as const;

/** A test that runs, and what the background was sent. */
function run(signal = new AbortController().signal) {
  const pair = createPortPair({ immediate: true });
  const sent: unknown[] = [];
  pair.background.onMessage.addListener((message) => sent.push(message));
  const result = createBackendTest(
    () => pair.view,
    () => "t",
  )(TESTED, { ask: true, signal });
  return { pair, sent, result };
}

const FOUND: TestResult = { models: [], problem: { kind: "not-running" }, foundAt: "http://127.0.0.1:8080/v1" };

it("sends what stands in the form, and never a key", async () => {
  const { pair, sent, result } = run();
  pair.background.post({ type: "backend-tested", testId: "another", models: [], problem: null });
  pair.background.post({ type: "backend-tested", testId: "t", ...FOUND });
  expect(await result).toMatchObject(FOUND);
  expect(sent).toEqual([
    { type: "test-backend", testId: "t", draft: { ...TESTED.setup, model: "tiny", keyId: "backend:key:1" }, ask: true },
  ]);
  expect(pair.connected).toBe(false);
});

it("ends with its port, and so does what the background does", async () => {
  const controller = new AbortController();
  const { pair, result } = run(controller.signal);
  controller.abort();
  expect([await result, pair.connected]).toEqual([undefined, false]);
});

it("is a failure of ours where the background fails or goes away", async () => {
  const failed = { models: [], problem: { kind: "unknown" } };
  const one = run();
  one.pair.background.post({ type: "failed" });
  expect(await one.result).toEqual(failed);
  const other = run();
  other.pair.sever();
  expect(await other.result).toEqual(failed);
});
