import { expect, test, vi } from "vitest";
import { createSearchCache, MAX_CACHED_CHARACTERS } from "./search-cache.ts";
import { emptyText } from "./search-text.ts";

test("rows are read once, until something changes", async () => {
  const load = vi.fn(async () => [emptyText("a")]);
  const cache = createSearchCache(load);
  await Promise.all([cache.get(), cache.get()]);
  await cache.get();
  expect(load).toHaveBeenCalledTimes(1);
  cache.invalidate();
  expect(await cache.get()).toEqual([emptyText("a")]);
  expect(load).toHaveBeenCalledTimes(2);
});

test("what was read before a change is not kept after it", async () => {
  let finish = (): void => undefined;
  const load = vi
    .fn<() => Promise<ReturnType<typeof emptyText>[]>>()
    .mockImplementationOnce(
      () =>
        new Promise((resolve) => {
          finish = () => resolve([emptyText("old")]);
        }),
    )
    .mockImplementation(async () => [emptyText("new")]);
  const cache = createSearchCache(load);
  const first = cache.get();
  cache.invalidate();
  finish();
  expect(await first).toEqual([emptyText("old")]);
  expect(await cache.get()).toEqual([emptyText("new")]);
});

test("a long history is not kept in memory", async () => {
  const load = vi.fn(async () => [{ ...emptyText("a"), folded: "x".repeat(MAX_CACHED_CHARACTERS + 1) }]);
  const cache = createSearchCache(load);
  await cache.get();
  await cache.get();
  expect(load).toHaveBeenCalledTimes(2);
  await cache.prepare();
  expect(load).toHaveBeenCalledTimes(2);
});

test("a failed reading is tried again", async () => {
  const load = vi.fn(async () => [emptyText("a")]).mockRejectedValueOnce(new Error("broken"));
  const cache = createSearchCache(load);
  await expect(cache.get()).rejects.toThrow("broken");
  expect(await cache.get()).toHaveLength(1);
});

test("what is written is found without reading again, also where it was written during the reading", async () => {
  const load = vi.fn(async () => [emptyText("a"), emptyText("gone")]);
  const cache = createSearchCache(load);
  const first = cache.get();
  const written = { ...emptyText("a"), folded: "new" };
  cache.update([written], ["gone"]);
  await first;
  expect(await cache.get()).toEqual([written]);
  cache.update([emptyText("b")]);
  expect(await cache.get()).toEqual([written, emptyText("b")]);
  expect(load).toHaveBeenCalledTimes(1);
});
