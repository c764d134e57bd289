import { expect, test } from "vitest";
import { sampleMessage } from "./samples.test-tools.ts";
import { askedBackend, continuedBy, writersOf, writtenBy } from "./writers.ts";

const backend = (id: string) => ({ id, name: `${id}.example` });
const [one, two, three] = [backend("one"), backend("two"), backend("three")];
const half = sampleMessage({ id: "a", role: "assistant", text: "Bees da", backend: one, model: "m1" });

test("an answer that another backend goes on with is by both, and errors are of the last", () => {
  const whole = writtenBy(continuedBy(half, two), "m2");
  expect(whole).toMatchObject({ backend: one, model: "m1" });
  expect(writersOf(whole)).toEqual([
    { backend: one, model: "m1" },
    { backend: two, model: "m2", from: 7 },
  ]);
  expect(askedBackend(whole)).toBe(two);
  expect(askedBackend(half)).toBe(one);
});

test("one that the same backend goes on with is by that alone", () => {
  expect(continuedBy(half, one)).toBe(half);
  expect(continuedBy(half, { id: "one", name: "New name" })).toBe(half);
  expect(writtenBy(half, "m1")).toBe(half);
  expect(continuedBy(half, undefined)).toBe(half);
});

test("another model of the same backend is another writer", () => {
  expect(writersOf(writtenBy(half, "m2"))).toEqual([
    { backend: one, model: "m1" },
    { backend: one, model: "m2", from: 7 },
  ]);
});

test("a backend that was asked to go on and wrote nothing is not kept", () => {
  const twice = continuedBy(writtenBy(continuedBy(half, two), "m2"), three);
  expect(writersOf(twice)).toEqual([
    { backend: one, model: "m1" },
    { backend: three, from: 7 },
  ]);
});

test("the first to be known is the writer", () => {
  const { backend: _, model: _model, ...unknown } = half;
  expect(continuedBy(unknown, one)).toEqual({ ...unknown, backend: one });
  expect(writtenBy(unknown, "m1")).toEqual({ ...unknown, model: "m1" });
  expect(writtenBy({ ...half, text: "", model: undefined }, "m1")).toMatchObject({ model: "m1" });
});
