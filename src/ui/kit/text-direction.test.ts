import { expect, it } from "vitest";
import { textDirection } from "./text-direction.ts";

it("is the browser's to find where that is quick", () => {
  for (const text of ["", "words", "שלום", "a".repeat(4_000)]) expect(textDirection(text)).toBe("auto");
});

it.each([
  ["a", "ltr"],
  ["1, 2: שלום ", "rtl"],
  ["مرحبا a", "rtl"],
  ["«word» שלום", "ltr"],
  ["漢字", "ltr"],
  ["𞤀𞤣𞤤𞤢𞤥", "rtl"],
  ["123 ", "ltr"],
])("is that of the first letter of a long text (%s: %s)", (text, direction) => {
  expect(textDirection(text.repeat(5_000))).toBe(direction);
});
