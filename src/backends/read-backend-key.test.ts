import { expect, test, vi } from "vitest";
import { Secret } from "../secrets/secret.ts";
import { createBackendKeyReader } from "./read-backend-key.ts";

const key = new Secret("sk-1");

test("a key is read, and what masks secrets is told of it", async () => {
  const passes = vi.fn();
  const read = createBackendKeyReader({ secrets: { get: async () => key }, passes, report: vi.fn() });
  expect(await read("backend:key:1")).toBe(key);
  expect(passes.mock.calls).toEqual([[key]]);
});

test("what is no key of a backend is not read", async () => {
  const get = vi.fn(async () => key);
  const read = createBackendKeyReader({ secrets: { get }, passes: vi.fn(), report: vi.fn() });
  expect(await read("proxy:password:1")).toBeUndefined();
  expect(get).not.toHaveBeenCalled();
});

test("a key that cannot be read is reported, and counts as missing", async () => {
  const broken = new DOMException("Broken", "UnknownError");
  const report = vi.fn();
  const read = createBackendKeyReader({ secrets: { get: () => Promise.reject(broken) }, passes: vi.fn(), report });
  expect(await read("backend:key:1")).toBeUndefined();
  expect(report.mock.calls).toEqual([[broken]]);
});
