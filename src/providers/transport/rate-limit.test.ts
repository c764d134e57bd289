import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createRateLimit, type RateLimit } from "./rate-limit.ts";

const SITE = "https://chatgptt.me/*";
const GAP_MS = 1_000;
const never = new AbortController().signal;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Starts in the background, and tells what came of it. */
function start(rateLimit: RateLimit, signal = never, lane = SITE) {
  const place = { started: false, error: undefined as unknown };
  rateLimit.start(lane, GAP_MS, signal).then(
    () => Object.assign(place, { started: true }),
    (error: unknown) => Object.assign(place, { error }),
  );
  return place;
}

describe("a rate limit", () => {
  test("starts questions so far apart, in the order in which they came", async () => {
    const rateLimit = createRateLimit();
    const places = [start(rateLimit), start(rateLimit), start(rateLimit)];
    const started = () => places.map((place) => place.started);
    await vi.advanceTimersByTimeAsync(0);
    expect(started()).toEqual([true, false, false]);
    await vi.advanceTimersByTimeAsync(999);
    expect(started()).toEqual([true, false, false]);
    await vi.advanceTimersByTimeAsync(1);
    expect(started()).toEqual([true, true, false]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(started()).toEqual([true, true, true]);
  });

  test("keeps the gap when nobody waited in between, and forgets it after that", async () => {
    const rateLimit = createRateLimit();
    start(rateLimit);
    await vi.advanceTimersByTimeAsync(500);
    const second = start(rateLimit);
    await vi.advanceTimersByTimeAsync(499);
    expect(second.started).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(second.started).toBe(true);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(vi.getTimerCount()).toBe(0);
    const third = start(rateLimit);
    await vi.advanceTimersByTimeAsync(0);
    expect(third.started).toBe(true);
  });

  test("keeps lanes apart", async () => {
    const rateLimit = createRateLimit();
    const places = [start(rateLimit), start(rateLimit, never, "https://other.example/*")];
    await vi.advanceTimersByTimeAsync(0);
    expect(places.map(({ started }) => started)).toEqual([true, true]);
  });

  test("a question that is stopped while it waits keeps nobody waiting", async () => {
    const rateLimit = createRateLimit();
    const stop = new AbortController();
    const [, second, third] = [start(rateLimit), start(rateLimit, stop.signal), start(rateLimit)];
    stop.abort();
    await vi.advanceTimersByTimeAsync(0);
    expect(second.error).toMatchObject({ kind: "aborted" });
    await vi.advanceTimersByTimeAsync(1_000);
    expect([second.started, third.started]).toEqual([false, true]);
  });

  test("a signal that has aborted starts nothing", async () => {
    await expect(createRateLimit().start(SITE, GAP_MS, AbortSignal.abort())).rejects.toMatchObject({ kind: "aborted" });
  });
});
