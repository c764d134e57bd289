import { beforeEach, expect, test, vi } from "vitest";
import { readSelectionOf } from "./page-reader.ts";

const executeScript = vi.hoisted(() => vi.fn());
vi.mock("wxt/browser", () => ({ browser: { scripting: { executeScript } } }));

beforeEach(() => executeScript.mockReset());

test("the selection of a page is that of the first frame that has one", async () => {
  executeScript.mockResolvedValue([{ result: " " }, { result: " in a frame\nof two lines " }, { result: "another" }]);
  expect(await readSelectionOf(7)).toBe("in a frame\nof two lines");
  expect(executeScript.mock.calls[0]?.[0]).toMatchObject({ target: { tabId: 7, allFrames: true } });
});

test("of a frame that was clicked no other is asked", async () => {
  executeScript.mockResolvedValue([{ result: "clicked" }]);
  expect(await readSelectionOf(7, 3)).toBe("clicked");
  expect(executeScript.mock.calls[0]?.[0].target).toEqual({ tabId: 7, frameIds: [3] });
});
