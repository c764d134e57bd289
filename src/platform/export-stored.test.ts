import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { exportStored } from "./export-stored.ts";

const state = vi.hoisted(() => ({ browser: {} }));
vi.mock("wxt/browser", () => ({
  get browser() {
    return state.browser;
  },
}));

const close = vi.spyOn(IDBDatabase.prototype, "close");
beforeEach(() => {
  close.mockClear();
});
afterEach(() => {
  state.browser = {};
});

function setKeys(getKeys: () => Promise<string[]>): void {
  state.browser = { storage: { session: { getKeys } } };
}

test("an export leaves no connection to the database open", async () => {
  setKeys(async () => []);
  const file = await exportStored(() => undefined, new AbortController().signal);
  expect(file.type).toBe("application/json");
  expect(close).toHaveBeenCalledOnce();
});

test("nor does one that fails", async () => {
  setKeys(() => Promise.reject(new Error("No session memory")));
  await expect(exportStored(() => undefined, new AbortController().signal)).rejects.toThrow("No session memory");
  expect(close).toHaveBeenCalledOnce();
});
