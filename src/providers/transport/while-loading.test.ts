import { expect, test } from "vitest";
import { ChatError } from "../chat-error.ts";
import { whileLoading } from "./while-loading.ts";

const LOADING = new ChatError("loading", { status: 503 });

/** Fails so often, and then answers. */
function server(failure: ChatError, times: number) {
  const state = { asked: 0 };
  async function* ask() {
    state.asked += 1;
    if (state.asked <= times) throw failure;
    yield "Hi";
  }
  return { state, ask };
}

async function read(answer: AsyncGenerator<string, void, void>): Promise<string[]> {
  const parts: string[] = [];
  for await (const part of answer) parts.push(part);
  return parts;
}

test("a server that loads its model is asked until it answers", async () => {
  const { state, ask } = server(LOADING, 3);
  expect(await read(whileLoading(ask, new AbortController().signal, { pauseMs: 1, longestMs: 3 }))).toEqual(["Hi"]);
  expect(state.asked).toBe(4);
});

test("it is not asked for ever", async () => {
  const { state, ask } = server(LOADING, 9);
  await expect(read(whileLoading(ask, new AbortController().signal, { pauseMs: 1, longestMs: 3 }))).rejects.toBe(
    LOADING,
  );
  expect(state.asked).toBe(4);
});

test("another failure is told at once", async () => {
  const failure = new ChatError("site-error", { status: 503 });
  const { state, ask } = server(failure, 1);
  await expect(read(whileLoading(ask, new AbortController().signal))).rejects.toBe(failure);
  expect(state.asked).toBe(1);
});

test("Stop ends the wait", async () => {
  const stop = new AbortController();
  const { ask } = server(LOADING, 1);
  const reading = read(whileLoading(ask, stop.signal, { pauseMs: 600_000, longestMs: 600_000 }));
  stop.abort();
  await expect(reading).rejects.toMatchObject({ kind: "aborted" });
});
