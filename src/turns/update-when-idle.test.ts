import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LOOK_AGAIN_MS, updateWhenIdle } from "./update-when-idle.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("an update is taken at once where nothing goes on", () => {
  const update = vi.fn();
  updateWhenIdle(() => false, update);
  expect(update).toHaveBeenCalledOnce();
});

test("an update waits until nothing is being written and nothing is open", () => {
  const update = vi.fn();
  let busy = true;
  updateWhenIdle(() => busy, update);
  vi.advanceTimersByTime(3 * LOOK_AGAIN_MS);
  expect(update).not.toHaveBeenCalled();
  busy = false;
  vi.advanceTimersByTime(LOOK_AGAIN_MS);
  expect(update).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(3 * LOOK_AGAIN_MS);
  expect(update).toHaveBeenCalledOnce();
});
