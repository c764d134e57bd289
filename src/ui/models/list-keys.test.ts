import { expect, test } from "vitest";
import { moveTo } from "./list-keys.ts";

const LABELS = ["Attic", "Desk: big", "Desk: small", "Éclair"];

test.each<[string, number, number | undefined]>([
  ["ArrowDown", 0, 1],
  ["ArrowDown", 3, 3],
  ["ArrowUp", 0, 0],
  ["ArrowUp", 2, 1],
  ["Home", 2, 0],
  ["End", 0, 3],
  ["PageDown", 0, 3],
  ["PageUp", 3, 0],
  ["Enter", 1, undefined],
  ["Tab", 1, undefined],
])("%s at %d leads to %s", (key, active, next) => {
  expect(moveTo(key, active, LABELS, true)).toBe(next);
});

test("letters lead to the next option that begins with them, around the end, where nothing can be typed", () => {
  expect(moveTo("d", 0, LABELS, false)).toBe(1);
  expect(moveTo("D", 1, LABELS, false)).toBe(2);
  expect(moveTo("d", 2, LABELS, false)).toBe(1);
  expect(moveTo("é", 0, LABELS, false)).toBe(3);
  expect(moveTo("x", 0, LABELS, false)).toBeUndefined();
  expect(moveTo("d", 0, LABELS, true)).toBeUndefined();
});

test("nothing leads anywhere in an empty list", () => {
  expect(moveTo("ArrowDown", 0, [], true)).toBeUndefined();
});
