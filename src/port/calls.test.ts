import { expect, test } from "vitest";
import { closesPanel } from "./calls.ts";

const press = { type: "shortcut", windowId: 1, at: 100 } as const;

test("the shortcut closes a panel of its window that was open before, and none that it has opened itself", () => {
  expect(closesPanel(press, { windowId: 1, openedAt: 99 })).toBe(true);
  expect(closesPanel(press, { windowId: 1, openedAt: 100 })).toBe(false);
  expect(closesPanel(press, { windowId: 1, openedAt: 101 })).toBe(false);
  expect(closesPanel(press, { windowId: 2, openedAt: 99 })).toBe(false);
  expect(closesPanel({ type: "started" }, { windowId: 1, openedAt: 99 })).toBe(false);
});
