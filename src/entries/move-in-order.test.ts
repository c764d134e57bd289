import * as fc from "fast-check";
import { expect, test } from "vitest";
import { moveInOrder } from "./move-in-order.ts";

test("one id goes right beside another one", () => {
  expect(moveInOrder(["a", "b", "c"], "c", { before: "a" })).toEqual(["c", "a", "b"]);
  expect(moveInOrder(["a", "b", "c"], "a", { after: "b" })).toEqual(["b", "a", "c"]);
  expect(moveInOrder(["a", "b", "c"], "a", { after: "c" })).toEqual(["b", "c", "a"]);
});

test("nothing changes beside what is not there, nor beside itself, nor for a stranger", () => {
  for (const [id, place] of [
    ["a", { before: "x" }],
    ["a", { after: "a" }],
    ["x", { before: "a" }],
  ] as const) {
    expect(moveInOrder(["a", "b", "c"], id, place)).toEqual(["a", "b", "c"]);
  }
});

test("no move loses or doubles an id, or changes the order of the others", () => {
  const ids = ["a", "b", "c", "d", "e"];
  const one = fc.constantFrom(...ids);
  fc.assert(
    fc.property(one, one, fc.boolean(), (id, neighbour, isBefore) => {
      const moved = moveInOrder(ids, id, isBefore ? { before: neighbour } : { after: neighbour });
      expect(moved.filter((each) => each !== id)).toEqual(ids.filter((each) => each !== id));
      expect(moved).toHaveLength(ids.length);
      if (id !== neighbour) expect(moved.indexOf(id) - moved.indexOf(neighbour)).toBe(isBefore ? -1 : 1);
    }),
  );
});
