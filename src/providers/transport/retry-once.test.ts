import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ChatError } from "../chat-error.ts";
import type { ReplyPart } from "../provider.ts";
import { retryOnce } from "./retry-once.ts";

const HELLO: ReplyPart[] = [
  { type: "text", text: "Hello" },
  { type: "finish", reason: "stop" },
];

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Runs tries one after the other: parts to give, and an error to end with. */
function run(tries: Array<Array<ReplyPart | ChatError> | ChatError>, signal = new AbortController().signal) {
  const state = { tries: 0, parts: [] as ReplyPart[], error: undefined as unknown, ended: false };
  const ask = async function* (): AsyncGenerator<ReplyPart, void, void> {
    const outcome = tries[state.tries++] ?? HELLO;
    if (outcome instanceof ChatError) throw outcome;
    for (const part of outcome) {
      if (part instanceof ChatError) throw part;
      yield part;
    }
  };
  void (async () => {
    try {
      for await (const part of retryOnce(ask, signal)) state.parts.push(part);
    } catch (error) {
      state.error = error;
    }
    state.ended = true;
  })();
  return state;
}

const NETWORK = new ChatError("network");

test.each([
  ["network", NETWORK],
  ["502", new ChatError("site-error", { status: 502 })],
  ["503", new ChatError("site-error", { status: 503 })],
  ["504", new ChatError("not-answering", { status: 504 })],
])("%s is tried again after 1 s", async (_name, error) => {
  const state = run([error]);
  await vi.advanceTimersByTimeAsync(999);
  expect(state.tries).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(state).toMatchObject({ tries: 2, parts: HELLO, error: undefined, ended: true });
});

test.each([
  ["offline", new ChatError("offline")],
  ["a timeout of ours", new ChatError("not-answering")],
  ["500", new ChatError("site-error", { status: 500 })],
  ["a challenge with 503", new ChatError("challenge", { status: 503 })],
  ["429", new ChatError("rate-limit", { status: 429 })],
  ["a site error without status", new ChatError("site-error")],
  ["a wait of more than 10 s", new ChatError("site-error", { status: 503, retryAfterMs: 10_001 })],
])("%s is not tried again", async (_name, error) => {
  const state = run([error]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(state).toMatchObject({ tries: 1, error, ended: true });
});

test("the site's Retry-After is waited for", async () => {
  const state = run([new ChatError("site-error", { status: 503, retryAfterMs: 7000 })]);
  await vi.advanceTimersByTimeAsync(6999);
  expect(state.tries).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(state.parts).toEqual(HELLO);
});

test("only once", async () => {
  const second = new ChatError("network");
  const state = run([NETWORK, second]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(state).toMatchObject({ tries: 2, error: second });
});

test("never after something was handed on", async () => {
  const state = run([[{ type: "text", text: "Hel" }, NETWORK]]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(state).toMatchObject({ tries: 1, error: NETWORK, parts: [{ type: "text", text: "Hel" }] });
});

test("a model that was named is nothing shown, and is named once", async () => {
  const model = { type: "model", name: "gpt-4o" } as const;
  const state = run([
    [model, NETWORK],
    [model, ...HELLO],
  ]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(state).toMatchObject({ tries: 2, parts: [model, ...HELLO], error: undefined, ended: true });
});

describe("what both tries say beside the answer is handed on once", () => {
  const notice = (text: string) => ({ type: "notice", text }) as const;
  const thought = (...texts: string[]) => texts.map((text) => ({ type: "reasoning", text }) as const);

  async function reasoningOf(first: ReplyPart[], second: ReplyPart[]): Promise<string> {
    const state = run([
      [...first, NETWORK],
      [...second, ...HELLO],
    ]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(state.error).toBeUndefined();
    return state.parts.map((part) => (part.type === "reasoning" ? part.text : "")).join("");
  }

  test("notices", async () => {
    const state = run([
      [notice("3 left"), NETWORK],
      [notice("3 left"), notice("2 left"), ...HELLO],
    ]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(state.parts).toEqual([notice("3 left"), notice("2 left"), ...HELLO]);
  });

  test.each([
    ["the same thoughts", thought("Let me think"), thought("Let me think"), "Let me think"],
    ["the same in other pieces, and more", thought("Let me", " th"), thought("L", "et me think"), "Let me think"],
    ["less of them", thought("Let me think"), thought("Let"), "Let me think"],
    ["other thoughts", thought("Let me"), thought("Let", " us see", "."), "Let me\n\nLet us see."],
    ["thoughts only then", [], thought("Hm", "."), "Hm."],
  ])("%s", async (_name, first, second, reasoning) => {
    expect(await reasoningOf(first, second)).toBe(reasoning);
  });
});

test("an abort ends the pause", async () => {
  const stop = new AbortController();
  const state = run([NETWORK], stop.signal);
  await vi.advanceTimersByTimeAsync(500);
  stop.abort();
  await vi.advanceTimersByTimeAsync(0);
  expect(state.error).toMatchObject({ kind: "aborted" });
  expect(vi.getTimerCount()).toBe(0);
});
