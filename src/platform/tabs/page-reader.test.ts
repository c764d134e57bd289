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
const page = { type: "page", text: "The page.", shortened: false };

/** Answers as a page does in which this is selected. */
function answer(selection: { text: string; isClosed: boolean }): void {
  executeScript.mockImplementation(({ files: [file] }) =>
    Promise.resolve([{ result: file === "/read-page.js" ? page : selection }]),
  );
}

describe("readSelectionOf", () => {
  it("asks the frame that was clicked", async () => {
    executeScript.mockResolvedValue([{ result: { text: "clicked", isClosed: false } }]);
    expect(await readSelectionOf(7, 3, signal)).toBe("clicked");
    expect(executeScript.mock.calls.map(([{ target }]) => target)).toEqual([{ tabId: 7, frameIds: [3] }]);
  });

  it("gives up a frame that does not answer", async () => {
    executeScript.mockReturnValue(never);
    const reading = expect(readSelectionOf(7, 3, signal)).rejects.toBeInstanceOf(PageSilent);
    await vi.runAllTimersAsync();
    await reading;
  });
});

describe("readPageOf", () => {
  it("takes the selection, and the page where there is none", async () => {
    answer({ text: "marked", isClosed: false });
    expect(await readPageOf(7, false, signal)).toEqual({ type: "selection", text: "marked", shortened: false });
    answer({ text: "", isClosed: false });
    expect(await readPageOf(7, false, signal)).toEqual(page);
  });

  it("does not wait for the page to be loaded, nor for its frames", async () => {
    answer({ text: "", isClosed: false });
    await readPageOf(7, false, signal);
    for (const [injection] of executeScript.mock.calls) {
      expect(injection).toMatchObject({ injectImmediately: true, target: { tabId: 7, frameIds: [0] } });
    }
    expect(executeScript).toHaveBeenCalledTimes(2);
  });

  it("says that the person is in a frame that cannot be read, and takes the rest where they want that", async () => {
    answer({ text: "", isClosed: true });
    expect(await readPageOf(7, false, signal)).toBe("page-focus-closed");
    expect(await readPageOf(7, true, signal)).toEqual(page);
    answer({ text: "outside", isClosed: true });
    expect(await readPageOf(7, false, signal)).toBe("page-focus-closed");
    expect(await readPageOf(7, true, signal)).toMatchObject({ text: "outside" });
  });

  it("says within five seconds that a page does not answer", async () => {
    executeScript.mockReturnValue(never);
    const reading = readPageOf(7, false, signal);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await reading).toBe("page-silent");
    expect(vi.getTimerCount()).toBe(0);
  });

  it("says as itself why a page may not be read", async () => {
    const refusal = new Error("Cannot access contents of the page");
    executeScript.mockRejectedValue(refusal);
    await expect(readPageOf(7, false, signal)).rejects.toBe(refusal);
  });

  it("ends with its signal", async () => {
    const leaving = new AbortController();
    executeScript.mockReturnValue(never);
    const reading = expect(readPageOf(7, false, leaving.signal)).rejects.toThrow("left");
    leaving.abort(new Error("left"));
    await reading;
    expect(executeScript).toHaveBeenCalledTimes(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});
