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

const nothing = { text: "", focus: "here" };

/** Answers as a tab does whose frames say this of what is selected; "never": one of them never answers. */
function answer(frames: readonly unknown[] | "never" | Error): void {
  executeScript.mockImplementation(({ target, files: [file] }) => {
    if (file === "/read-page.js") return Promise.resolve([{ result: page }]);
    if (!target.allFrames) return Promise.resolve([{ result: nothing }]);
    if (frames === "never") return never;
    return frames instanceof Error ? Promise.reject(frames) : Promise.resolve(frames.map((result) => ({ result })));
  });
}

describe("readSelectionOf", () => {
  it("asks no other frame than the one that was clicked", async () => {
    executeScript.mockResolvedValue([{ result: { text: "clicked", focus: "elsewhere" } }]);
    expect(await readSelectionOf(7, 3, signal)).toBe("clicked");
    expect(targets()).toEqual([{ tabId: 7, frameIds: [3] }]);
  });

  it("gives up a frame that does not answer", async () => {
    executeScript.mockReturnValue(never);
    const reading = expect(readSelectionOf(7, 3, signal)).rejects.toBeInstanceOf(PageSilent);
    await vi.runAllTimersAsync();
    await reading;
  });
});

describe("readPageOf", () => {
  it("takes the selection of the frame in which the person is", async () => {
    answer([{ text: "old", focus: "below" }, undefined, { text: "new", focus: "here" }]);
    expect(await readPageOf(7, false, signal)).toEqual({ type: "selection", text: "new", shortened: false });
  });

  it("does not wait for a page to be loaded", async () => {
    answer([nothing]);
    await readPageOf(7, false, signal);
    expect(executeScript.mock.calls.map(([{ injectImmediately }]) => injectImmediately)).toEqual([true, true]);
  });

  it("says that the person is in a frame that cannot be read, and takes the rest where they want that", async () => {
    answer([{ text: "", focus: "closed" }]);
    expect(await readPageOf(7, false, signal)).toBe("page-focus-closed");
    expect(await readPageOf(7, true, signal)).toEqual(page);
  });

  it.each(["never", new Error("The frame was removed")] as const)(
    "reads the main frame alone if another one fails: %s",
    async (frames) => {
      answer(frames);
      const reading = readPageOf(7, false, signal);
      await vi.runAllTimersAsync();
      expect(await reading).toEqual(page);
      expect(targets().slice(0, 2)).toEqual([
        { tabId: 7, allFrames: true },
        { tabId: 7, frameIds: [0] },
      ]);
    },
  );

  it("says within ten seconds that a page does not answer", async () => {
    executeScript.mockReturnValue(never);
    const reading = readPageOf(7, false, signal);
    await vi.advanceTimersByTimeAsync(10_000);
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
