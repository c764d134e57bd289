import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createSiteQueue } from "./rate-limit.ts";

const SITE = "https://chatgptt.me";
const never = new AbortController().signal;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Enters in the background, and tells what came of it. */
function enter(queue: ReturnType<typeof createSiteQueue>, signal = never, site = SITE) {
  const place = { inside: false, error: undefined as unknown, leave: () => {} };
  queue.acquire(site, signal).then(
    (leave) => Object.assign(place, { inside: true, leave }),
    (error) => Object.assign(place, { error }),
  );
  return place;
}

describe("a site queue", () => {
  test("starts questions at least 1 s apart", async () => {
    const queue = createSiteQueue();
    const [first, second] = [enter(queue), enter(queue)];
    await vi.advanceTimersByTimeAsync(0);
    expect([first.inside, second.inside]).toEqual([true, false]);
    first.leave();
    await vi.advanceTimersByTimeAsync(999);
    expect(second.inside).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(second.inside).toBe(true);
  });

  test("keeps the gap when the queue was empty in between", async () => {
    const queue = createSiteQueue();
    const first = enter(queue);
    await vi.advanceTimersByTimeAsync(0);
    first.leave();
    await vi.advanceTimersByTimeAsync(500);
    const second = enter(queue);
    await vi.advanceTimersByTimeAsync(499);
    expect(second.inside).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(second.inside).toBe(true);
  });

  test("lets three be answered at once, in the order in which they came", async () => {
    const queue = createSiteQueue();
    const places = Array.from({ length: 5 }, () => enter(queue));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(places.map(({ inside }) => inside)).toEqual([true, true, true, false, false]);
    places[1]?.leave();
    places[1]?.leave();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(places.map(({ inside }) => inside)).toEqual([true, true, true, true, false]);
  });

  test("keeps sites apart", async () => {
    const queue = createSiteQueue();
    const places = [enter(queue), enter(queue, never, "https://other.example")];
    await vi.advanceTimersByTimeAsync(0);
    expect(places.map(({ inside }) => inside)).toEqual([true, true]);
  });

  test("an aborted wait gives its place away", async () => {
    const queue = createSiteQueue({ maximumAtOnce: 1 });
    const stop = new AbortController();
    const [first, second, third] = [enter(queue), enter(queue, stop.signal), enter(queue)];
    await vi.advanceTimersByTimeAsync(2000);
    stop.abort();
    await vi.advanceTimersByTimeAsync(0);
    expect(second.error).toMatchObject({ kind: "aborted" });
    first.leave();
    await vi.advanceTimersByTimeAsync(2000);
    expect(third.inside).toBe(true);
  });

  test("who is aborted already does not enter", async () => {
    await expect(createSiteQueue().acquire(SITE, AbortSignal.abort())).rejects.toMatchObject({ kind: "aborted" });
  });
});
