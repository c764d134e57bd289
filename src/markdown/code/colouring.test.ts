import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ColourJob, ColourReport } from "./colour-job.ts";
import { type ColourWorker, createColouring, isColourable } from "./colouring.ts";

class FakeWorker extends EventTarget implements ColourWorker {
  ended = false;
  constructor(readonly jobs: ColourJob[]) {
    super();
  }
  postMessage(job: ColourJob): void {
    this.jobs.push(job);
  }
  terminate(): void {
    this.ended = true;
  }
}

/** Workers that do nothing by themselves. */
function fakeWorkers() {
  const jobs: ColourJob[] = [];
  const workers: FakeWorker[] = [];
  return {
    jobs,
    workers,
    start(): ColourWorker {
      const worker = new FakeWorker(jobs);
      workers.push(worker);
      return worker;
    },
    tell: (data: ColourReport) => void workers.at(-1)?.dispatchEvent(new MessageEvent("message", { data })),
    break: () => void workers.at(-1)?.dispatchEvent(new Event("error")),
  };
}

const signal = new AbortController().signal;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("gives code to a worker, one after the other, what was asked last first", async () => {
  const { jobs, start, tell, workers } = fakeWorkers();
  const { colour } = createColouring(start);
  const asked = ["one", "two", "three"].map((code) => colour(code, "js", signal));
  expect(jobs).toEqual([{ code: "one", languageId: "javascript" }]);
  tell({ type: "begun" });
  tell({ type: "coloured", steps: [3] });
  expect(await asked[0]).toEqual([3]);
  expect(jobs[1]?.code).toBe("three");
  tell({ type: "failed" });
  expect(await asked[2]).toBeUndefined();
  expect(jobs[2]?.code).toBe("two");
  expect(workers).toHaveLength(1);
});

it("ends the worker when code takes too long, and goes on with the rest in another", async () => {
  const { jobs, start, tell, workers } = fakeWorkers();
  const { colour } = createColouring(start);
  const [slow, next] = [colour("slow", "java", signal), colour("next", "java", signal)];
  tell({ type: "begun" });
  await vi.runAllTimersAsync();
  expect(await slow).toBeUndefined();
  expect(workers.map(({ ended }) => ended)).toEqual([true, false]);
  expect(jobs.map(({ code }) => code)).toEqual(["slow", "next"]);
  tell({ type: "begun" });
  tell({ type: "coloured", steps: [4] });
  expect(await next).toEqual([4]);
});

it("does not count the time in which a language is loaded", async () => {
  const { start, workers, tell } = fakeWorkers();
  const asked = createColouring(start).colour("code", "java", signal);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(workers.map(({ ended }) => ended)).toEqual([false]);
  tell({ type: "coloured", steps: [4] });
  expect(await asked).toEqual([4]);
});

it("leaves code as it is where there is no worker, and tries again with the next", async () => {
  const { start, tell, ...workers } = fakeWorkers();
  const starting = vi.fn(start).mockImplementationOnce(() => {
    throw new Error("no");
  });
  const { colour } = createColouring(starting);
  expect(await colour("one", "js", signal)).toBeUndefined();
  const second = colour("two", "js", signal);
  workers.break();
  expect(await second).toBeUndefined();
  const third = colour("three", "js", signal);
  tell({ type: "coloured", steps: [5] });
  expect(await third).toEqual([5]);
});

it("forgets what nobody waits for", async () => {
  const { jobs, start, tell } = fakeWorkers();
  const { colour } = createColouring(start);
  const left = new AbortController();
  const first = colour("one", "js", signal);
  const second = colour("two", "js", left.signal);
  left.abort();
  expect(await second).toBeUndefined();
  tell({ type: "coloured", steps: [3] });
  await first;
  expect(jobs.map(({ code }) => code)).toEqual(["one"]);
});

describe("what is coloured", () => {
  const lines = (count: number, length: number) => `${"x".repeat(length)}\n`.repeat(count);

  it.each([
    ["usual code", "let a = 1;\n", "js", true],
    ["an unknown language", "let a = 1;\n", "unheard-of", false],
    ["long code", lines(199, 99), "js", true],
    ["code that is longer", lines(201, 99), "js", false],
    ["a long line", lines(1, 1_999), "js", true],
    ["a longer line", `a\n${lines(1, 2_001)}`, "js", false],
    ["one line of one character", "$".repeat(20_000), "java", false],
  ])("%s", (_, code, language, expected) => {
    expect(isColourable(code, language)).toBe(expected);
  });
});
