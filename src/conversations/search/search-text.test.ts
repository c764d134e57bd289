import * as fc from "fast-check";
import { expect, test } from "vitest";
import { fold } from "./fold.ts";
import {
  emptyText,
  findInText,
  queryTerms,
  type SearchText,
  TITLE,
  withoutMessages,
  withTexts,
} from "./search-text.ts";

/** Few letters, so that words are found; some change their length when folded, some are made of two. */
const text = fc.string({
  maxLength: 12,
  unit: fc.constantFrom("a", "B", "b", " ", "é", "e\u0301", "İ", "ß", "ẞ", "🐝", "\u0000", "\n", "Σ"),
});
const id = fc.constantFrom(TITLE, "m1", "m2", "m3", "m4");
const step = fc.oneof(
  fc.record({ set: fc.array(fc.tuple(id, text), { maxLength: 4 }) }),
  fc.record({ remove: fc.array(id, { maxLength: 2 }) }),
);

test("a row that was written and shortened in any order finds what a look at each text finds", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), text, (steps, query) => {
      let row: SearchText = emptyText("c");
      const texts = new Map<string, string>();
      for (const taken of steps) {
        if ("set" in taken) {
          row = withTexts(row, taken.set);
          for (const [key, value] of taken.set) texts.set(key, value);
        } else {
          row = withoutMessages(row, new Set(taken.remove));
          for (const key of taken.remove) texts.delete(key);
        }
      }
      const terms = queryTerms(query);
      const expected = [...texts].filter(([, value]) => terms.every((term) => fold(value).includes(term)));
      expect(findInText(row, terms)).toEqual(terms.length === 0 ? [] : expected.map(([key]) => key));
    }),
    { numRuns: 2_000 },
  );
});

test("a row that is kept and read again finds the same", () => {
  const row = withTexts(emptyText("c"), [
    [TITLE, "Bees"],
    ["m1", "They dance"],
  ]);
  expect(findInText(structuredClone(row), ["dance"])).toEqual(["m1"]);
});

test("nothing is found across two messages", () => {
  const row = withTexts(emptyText("c"), [
    ["m1", "bees"],
    ["m2", "wax"],
  ]);
  expect(findInText(row, ["beeswax"])).toEqual([]);
  expect(findInText(row, ["bees", "wax"])).toEqual([]);
});

test("words are told apart by space of any kind, and each counts once", () => {
  expect(queryTerms(" Bees\n\tbees\u00a0WAX ")).toEqual(["bees", "wax"]);
  expect(queryTerms(" \u3000 ")).toEqual([]);
});
