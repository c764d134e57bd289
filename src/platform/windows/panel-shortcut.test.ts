import { beforeEach, expect, test, vi } from "vitest";
import { openPanel } from "#browser/panel.ts";
import { browser } from "wxt/browser";
import { servePanelShortcut } from "./panel-shortcut.ts";

vi.mock("#browser/panel.ts", () => ({ openPanel: vi.fn(async () => undefined) }));
vi.mock("wxt/browser", () => ({ browser: { commands: { onCommand: { addListener: vi.fn() } } } }));

const closePanel = vi.fn();
const callViews = vi.fn();

function press(): void {
  servePanelShortcut(closePanel, callViews, (problem) => expect.unreachable(String(problem)));
  const [listener] = vi.mocked(browser.commands.onCommand.addListener).mock.lastCall ?? [];
  listener?.("open-panel", { windowId: 7 } as never);
}

beforeEach(() => vi.clearAllMocks());

test("a panel that is connected is closed, and not opened again", () => {
  closePanel.mockReturnValue(true);
  press();
  expect(closePanel).toHaveBeenCalledWith(7);
  expect(openPanel).not.toHaveBeenCalled();
  expect(callViews).not.toHaveBeenCalled();
});

test("where none is connected it is opened, and one that was open before is told to close", () => {
  closePanel.mockReturnValue(false);
  const before = Date.now();
  press();
  expect(openPanel).toHaveBeenCalledWith(7);
  expect(callViews).toHaveBeenCalledWith({ type: "shortcut", windowId: 7, at: expect.any(Number) });
  expect(callViews.mock.lastCall?.[0].at).toBeGreaterThanOrEqual(before);
});
