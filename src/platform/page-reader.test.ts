import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { PageSilent, readPageOf, readSelectionOf } from "./page-reader.ts";

const executeScript = vi.hoisted(() => vi.fn());
vi.mock("wxt/browser", () => ({ browser: { scripting: { executeScript } } }));

beforeEach(() => {
  vi.useFakeTimers();
  executeScript.mockReset();
});
afterEach(() => vi.useRealTimers());

const signal = new AbortController().signal;
const never = new Promise<never>(() => undefined);
const targets = () => executeScript.mock.calls.map(([injection]) => injection.target);
const page = { type: "page", text: "The page.", shortened: false };

/** Answers as a tab does in which a frame never loads: all frames together give nothing, the main frame does. */
function answerInMainFrameAlone(): void {
  executeScript.mockImplementation(({ target, files }) =>
    target.allFrames ? never : Promise.resolve([{ result: files === undefined ? "" : page }]),
  );
}

describe("readSelectionOf", () => {
  it("takes the first frame that has a selection", async () => {
    executeScript.mockResolvedValue([{ result: " " }, { result: " in a frame\nof two lines " }, { result: "another" }]);
    expect(await readSelectionOf(7, signal)).toBe("in a frame\nof two lines");
    expect(targets()).toEqual([{ tabId: 7, allFrames: true }]);
  });

  it("asks no other frame than the one that was clicked", async () => {
    executeScript.mockResolvedValue([{ result: "clicked" }]);
    expect(await readSelectionOf(7, signal, 3)).toBe("clicked");
    expect(targets()).toEqual([{ tabId: 7, frameIds: [3] }]);
  });

  it("does not wait for a page to be loaded", async () => {
    executeScript.mockResolvedValue([{ result: "" }]);
    await readSelectionOf(7, signal);
    expect(executeScript.mock.calls.map(([{ injectImmediately }]) => injectImmediately)).toEqual([true]);
  });

  it("gives up a clicked frame that does not answer", async () => {
    executeScript.mockReturnValue(never);
    const reading = expect(readSelectionOf(7, signal, 3)).rejects.toBeInstanceOf(PageSilent);
    await vi.runAllTimersAsync();
    await reading;
  });
});

describe("readPageOf", () => {
  it("reads the main frame alone if another one does not answer", async () => {
    answerInMainFrameAlone();
    const reading = readPageOf(7, signal);
    await vi.runAllTimersAsync();
    expect(await reading).toEqual(page);
    expect(targets().slice(0, 2)).toEqual([
      { tabId: 7, allFrames: true },
      { tabId: 7, frameIds: [0] },
    ]);
  });

  it("reads the main frame alone if another one cannot be read", async () => {
    executeScript.mockImplementation(({ target, files }) =>
      target.allFrames
        ? Promise.reject(new Error("The frame was removed"))
        : Promise.resolve([{ result: files === undefined ? "" : page }]),
    );
    expect(await readPageOf(7, signal)).toEqual(page);
  });

  it("says that a page does not answer within ten seconds", async () => {
    executeScript.mockReturnValue(never);
    const reading = expect(readPageOf(7, signal)).rejects.toBeInstanceOf(PageSilent);
    await vi.advanceTimersByTimeAsync(10_000);
    await reading;
    expect(vi.getTimerCount()).toBe(0);
  });

  it("says as itself why a page may not be read", async () => {
    const refusal = new Error("Cannot access contents of the page");
    executeScript.mockRejectedValue(refusal);
    await expect(readPageOf(7, signal)).rejects.toBe(refusal);
  });

  it("ends with its signal", async () => {
    const leaving = new AbortController();
    executeScript.mockReturnValue(never);
    const reading = expect(readPageOf(7, leaving.signal)).rejects.toThrow("left");
    leaving.abort(new Error("left"));
    await reading;
    expect(executeScript).toHaveBeenCalledTimes(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});
