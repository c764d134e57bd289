import * as fc from "fast-check";
import { expect, it } from "vitest";
import { cutBetweenLines } from "./bare-text.ts";

const line = (length: number) => `${"x".repeat(length)}\n`;

it("leaves what is not very long in one piece", () => {
  expect(cutBetweenLines(line(70).repeat(100))).toHaveLength(1);
});

it("cuts between lines, else between words, else somewhere but not in a character", () => {
  expect(cutBetweenLines(line(70).repeat(200))).toEqual([line(70).repeat(112), line(70).repeat(88)]);
  expect(cutBetweenLines("word ".repeat(2_000)).map(({ length }) => length)).toEqual([8_000, 2_000]);
  expect(cutBetweenLines(`a${"😀".repeat(5_000)}`).map(({ length }) => length)).toEqual([7_999, 2_002]);
});

it("loses nothing", () => {
  const text = fc.array(fc.constantFrom("\n", " ", "word", "😀", "x".repeat(5_000)), { maxLength: 30 });
  fc.assert(
    fc.property(text, (parts) => {
      const pieces = cutBetweenLines(parts.join(""));
      expect(pieces.join("")).toBe(parts.join(""));
      expect(pieces.every(({ length }) => length > 0 && length <= 8_000)).toBe(true);
    }),
  );
});
