import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createLazyCode } from "./lazy-code.ts";

let whenIdle: (() => void)[];
beforeEach(() => {
  whenIdle = [];
  vi.stubGlobal("requestIdleCallback", (callBack: () => void) => whenIdle.push(callBack));
});
afterEach(() => void vi.unstubAllGlobals());

it("loads once, when the browser is idle", async () => {
  const load = vi.fn(() => Promise.resolve("code"));
  const code = createLazyCode(load);
  code.loadWhenIdle();
  code.loadWhenIdle();
  expect(load).not.toHaveBeenCalled();
  expect(code.module.value).toBeUndefined();
  for (const run of whenIdle) run();
  expect(await code.load()).toBe("code");
  expect(code.module.value).toBe("code");
  expect(load).toHaveBeenCalledTimes(1);
});

it("is loaded at once for whoever needs it before that", async () => {
  const code = createLazyCode(() => Promise.resolve("code"));
  code.loadWhenIdle();
  expect(await code.load()).toBe("code");
});

it("says that it is not there where loading failed, and tries again when it is needed next", async () => {
  const load = vi.fn(() => Promise.resolve("code")).mockRejectedValueOnce(new Error("no"));
  const code = createLazyCode(load);
  expect(await Promise.all([code.load(), code.load()])).toEqual([undefined, undefined]);
  expect(code.module.value).toBeUndefined();
  expect(await code.load()).toBe("code");
  expect(load).toHaveBeenCalledTimes(2);
});
