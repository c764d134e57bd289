import { expect, test } from "vitest";
import { sampleMessage } from "./samples.test-tools.ts";
import { askedSite, goneOnBy, writersOf, writtenBy } from "./writers.ts";

const half = sampleMessage({ id: "a", role: "assistant", text: "Bees da", site: "one.example", model: "m1" });

test("an answer that another site goes on with is by both, and errors are of the last", () => {
  const whole = writtenBy(goneOnBy(half, "two.example"), "m2");
  expect(whole).toMatchObject({ site: "one.example", model: "m1" });
  expect(writersOf(whole)).toEqual([
    { site: "one.example", model: "m1" },
    { site: "two.example", model: "m2", from: 7 },
  ]);
  expect(askedSite(whole)).toBe("two.example");
  expect(askedSite(half)).toBe("one.example");
});

test("one that the same site goes on with is by that alone", () => {
  expect(goneOnBy(half, "one.example")).toBe(half);
  expect(writtenBy(half, "m1")).toBe(half);
  expect(goneOnBy(half, "")).toBe(half);
});

test("another model of the same site is another writer", () => {
  expect(writersOf(writtenBy(half, "m2"))).toEqual([
    { site: "one.example", model: "m1" },
    { site: "one.example", model: "m2", from: 7 },
  ]);
});

test("a site that was asked to go on and wrote nothing is not kept", () => {
  const twice = goneOnBy(writtenBy(goneOnBy(half, "two.example"), "m2"), "three.example");
  expect(writersOf(twice)).toEqual([
    { site: "one.example", model: "m1" },
    { site: "three.example", from: 7 },
  ]);
});

test("the first to be known is the writer", () => {
  const { site: _, model: _model, ...unknown } = half;
  expect(goneOnBy(unknown, "one.example")).toEqual({ ...unknown, site: "one.example" });
  expect(writtenBy(unknown, "m1")).toEqual({ ...unknown, model: "m1" });
  expect(writtenBy({ ...half, text: "", model: undefined }, "m1")).toMatchObject({ model: "m1" });
});
