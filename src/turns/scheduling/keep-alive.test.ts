import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { BEAT_INTERVAL_MS, createKeepAlive } from "./keep-alive.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("it beats every 20 s while a turn runs, and not a moment longer", () => {
  const beat = vi.fn();
  const wakefulness = createKeepAlive(beat);
  vi.advanceTimersByTime(100_000);
  expect(beat).not.toHaveBeenCalled();

  const release = wakefulness.hold();
  vi.advanceTimersByTime(19_999);
  expect(beat).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(beat).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(40_000);
  expect(beat).toHaveBeenCalledTimes(3);

  release();
  expect(vi.getTimerCount()).toBe(0);
});

test("the interval stays below the 30 s after which browsers stop a background", () => {
  expect(BEAT_INTERVAL_MS).toBeLessThan(30_000);
});

test("several turns share one beat, and the last one ends it", () => {
  const beat = vi.fn();
  const wakefulness = createKeepAlive(beat);
  const [one, other] = [wakefulness.hold(), wakefulness.hold()];
  vi.advanceTimersByTime(BEAT_INTERVAL_MS);
  expect(beat).toHaveBeenCalledTimes(1);
  one();
  vi.advanceTimersByTime(BEAT_INTERVAL_MS);
  expect(beat).toHaveBeenCalledTimes(2);
  other();
  expect(vi.getTimerCount()).toBe(0);
});

test("a hold that is released twice releases nobody else's", () => {
  const beat = vi.fn();
  const wakefulness = createKeepAlive(beat);
  const [one] = [wakefulness.hold(), wakefulness.hold()];
  one();
  one();
  vi.advanceTimersByTime(BEAT_INTERVAL_MS);
  expect(beat).toHaveBeenCalledTimes(1);
});

test("a turn after a pause is kept awake again", () => {
  const beat = vi.fn();
  const wakefulness = createKeepAlive(beat);
  wakefulness.hold()();
  wakefulness.hold();
  vi.advanceTimersByTime(BEAT_INTERVAL_MS);
  expect(beat).toHaveBeenCalledTimes(1);
});
