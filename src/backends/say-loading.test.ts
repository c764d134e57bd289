import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ReplyPart } from "../providers/provider.ts";
import { sayLoading } from "./say-loading.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const TEXT: ReplyPart = { type: "text", text: "Hi" };
const FINISH: ReplyPart = { type: "finish", reason: "stop" };

/** An answer that begins after some time. */
function answering(ms: number, signal: AbortSignal, ended = vi.fn()) {
  async function* chat(): AsyncGenerator<ReplyPart, void, void> {
    try {
      await new Promise((resolve, reject) => {
        setTimeout(resolve, ms);
        signal.addEventListener("abort", () => reject(new Error("stopped")), { once: true });
      });
      yield TEXT;
      yield FINISH;
    } finally {
      ended();
    }
  }
  return sayLoading(chat(), signal);
}

async function gather(parts: AsyncGenerator<ReplyPart, void, void>, into: ReplyPart[]): Promise<void> {
  for await (const part of parts) into.push(part);
}

test("a server that answers soon loads nothing", async () => {
  const parts: ReplyPart[] = [];
  const done = gather(answering(9_000, new AbortController().signal), parts);
  await vi.advanceTimersByTimeAsync(60_000);
  await done;
  expect(parts).toEqual([TEXT, FINISH]);
  expect(vi.getTimerCount()).toBe(0);
});

test("a server that says nothing for ten seconds is loading, and is told of once", async () => {
  const parts: ReplyPart[] = [];
  const done = gather(answering(300_000, new AbortController().signal), parts);
  await vi.advanceTimersByTimeAsync(9_999);
  expect(parts).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(parts).toEqual([{ type: "loading" }]);
  await vi.advanceTimersByTimeAsync(300_000);
  await done;
  expect(parts).toEqual([{ type: "loading" }, TEXT, FINISH]);
});

test.each([500, 20_000])("an answer that is stopped after %i ms ends at once", async (ms) => {
  const stop = new AbortController();
  const ended = vi.fn();
  const parts: ReplyPart[] = [];
  const done = gather(answering(300_000, stop.signal, ended), parts).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(ms);
  stop.abort();
  await expect(done).resolves.toBeInstanceOf(Error);
  expect(ended).toHaveBeenCalledOnce();
  expect(parts.filter(({ type }) => type === "text")).toEqual([]);
});

test("leaving early ends the answer", async () => {
  const stop = new AbortController();
  const ended = vi.fn();
  const parts = answering(20_000, stop.signal, ended);
  const first = parts.next();
  await vi.advanceTimersByTimeAsync(10_000);
  expect((await first).value).toEqual({ type: "loading" });
  await parts.return();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(ended).toHaveBeenCalledOnce();
});
