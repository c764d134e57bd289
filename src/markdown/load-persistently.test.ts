import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { loadPersistently } from "./load-persistently.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("loads once where that succeeds", async () => {
  const load = vi.fn(() => Promise.resolve("code"));
  expect(await loadPersistently(load)).toBe("code");
  expect(load).toHaveBeenCalledTimes(1);
});

it("tries again what failed", async () => {
  const load = vi.fn(() => Promise.resolve("code"));
  load.mockRejectedValueOnce(new Error("no")).mockRejectedValueOnce(new Error("no"));
  const loaded = loadPersistently(load);
  await vi.runAllTimersAsync();
  expect(await loaded).toBe("code");
});

it("gives up in the end", async () => {
  const load = vi.fn(() => Promise.reject(new Error("no")));
  const loaded = expect(loadPersistently(load)).rejects.toThrow("no");
  await vi.runAllTimersAsync();
  await loaded;
  expect(load).toHaveBeenCalledTimes(4);
});
