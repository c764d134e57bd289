import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createPolicyReader, type Policy, type PolicyReader } from "./policy-reader.ts";

const RULES = { allowChatgptt: false };

let kept: boolean | undefined;
let written: boolean[];
let answer: (policy: Policy) => void;
let pending: Promise<Policy>;
let reader: PolicyReader;

beforeEach(() => {
  vi.useFakeTimers();
  kept = undefined;
  written = [];
  pending = new Promise((resolve) => (answer = resolve));
  reader = createPolicyReader({
    get: () => pending,
    wereRules: async () => kept,
    keepWhether: async (areRules) => void written.push((kept = areRules)),
    report: () => expect.unreachable(),
  });
});
afterEach(() => void vi.useRealTimers());

/** What a read has brought so far; "waits" if nothing. */
async function soFar(read: Promise<Policy>, ms = 0): Promise<Policy | "waits"> {
  await vi.advanceTimersByTimeAsync(ms);
  return Promise.race([read, Promise.resolve().then(() => Promise.resolve("waits" as const))]);
}

test("an answer holds at once, and it is kept whether there are rules", async () => {
  answer(RULES);
  expect(await reader.read()).toEqual(RULES);
  await vi.advanceTimersByTimeAsync(0);
  expect(written).toEqual([true]);
  pending = Promise.resolve({});
  expect(await reader.read()).toEqual({});
  await vi.advanceTimersByTimeAsync(0);
  expect(written).toEqual([true, false]);
  pending = Promise.resolve({});
  await reader.read();
  expect(written).toHaveLength(2);
});

test("who had no rules does not wait for a browser that starts, and is told of rules that come", async () => {
  kept = false;
  const told = vi.fn();
  reader.watch(told, new AbortController().signal);
  const first = reader.read();
  expect(await soFar(first, 99)).toBe("waits");
  expect(await soFar(first, 1)).toEqual({});
  expect(await soFar(reader.read())).toEqual({});
  expect(told).not.toHaveBeenCalled();
  answer(RULES);
  await vi.advanceTimersByTimeAsync(0);
  expect(told).toHaveBeenCalledOnce();
  expect([await reader.read(), kept]).toEqual([RULES, true]);
});

test("who had rules waits for them, however long that takes: nothing is laxer meanwhile", async () => {
  kept = true;
  const first = reader.read();
  expect(await soFar(first, 3_600_000)).toBe("waits");
  answer(RULES);
  expect(await first).toEqual(RULES);
});

test("a browser that has never answered is waited for, but not for ever", async () => {
  const first = reader.read();
  expect(await soFar(first, 9_999)).toBe("waits");
  expect(await soFar(first, 1)).toEqual({});
  expect(written).toEqual([]);
});

test("a browser that says by failing that there is nothing has answered; later failures change nothing", async () => {
  pending = Promise.reject(new Error("Managed storage manifest not found"));
  expect(await reader.read()).toEqual({});
  pending = Promise.resolve(RULES);
  expect(await reader.read()).toEqual(RULES);
  pending = Promise.reject(new Error("busy"));
  expect(await reader.read()).toEqual(RULES);
});
