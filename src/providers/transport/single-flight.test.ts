import { expect, test } from "vitest";
import { createSingleFlight } from "./single-flight.ts";

const never = new AbortController().signal;

test("what several ask for at once is done once", async () => {
  const share = createSingleFlight<number>();
  let runs = 0;
  const task = async () => ++runs;
  expect(await Promise.all([share("a", never, task), share("a", never, task), share("b", never, task)])).toEqual([
    1, 1, 2,
  ]);
  expect(await share("a", never, task)).toBe(3);
});

test("failures are shared and not kept", async () => {
  const share = createSingleFlight<number>();
  const fail = () => Promise.reject(new Error("no"));
  const both = await Promise.allSettled([share("a", never, fail), share("a", never, fail)]);
  expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(await share("a", never, async () => 1)).toBe(1);
});

test("one who leaves does not end the run of the others; the last one does", async () => {
  const share = createSingleFlight<string>();
  const [one, other] = [new AbortController(), new AbortController()];
  let ended = false;
  const task = (signal: AbortSignal) =>
    new Promise<string>((resolve) => {
      signal.addEventListener("abort", () => {
        ended = true;
        resolve("ended");
      });
    });
  const outcomes = Promise.allSettled([share("a", one.signal, task), share("a", other.signal, task)]);
  one.abort("enough");
  await Promise.resolve();
  await new Promise((resolve) => setTimeout(resolve));
  expect(ended).toBe(false);
  other.abort();
  expect(await outcomes).toMatchObject([{ status: "rejected", reason: "enough" }, { status: "rejected" }]);
  await new Promise((resolve) => setTimeout(resolve));
  expect(ended).toBe(true);
  expect(await share("a", never, async () => "anew")).toBe("anew");
});
