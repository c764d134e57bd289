// @vitest-environment happy-dom
import { beforeAll, describe, expect, it } from "vitest";
import { maths } from "./maths.ts";

beforeAll(async () => {
  await maths("x", false);
});

it("draws TeX as MathML", () => {
  expect(maths("x^2", false)).toContain("<msup>");
  expect(maths("x^2", true)).toContain('display="block"');
});

it.each([
  String.raw`\href{https://example.com/}{x}`,
  String.raw`\url{https://example.com/}`,
  String.raw`\includegraphics{https://example.com/a.png}`,
  String.raw`\class{name}{x}`,
  String.raw`\id{name}{x}`,
  String.raw`\style{color:red}{x}`,
  String.raw`\data{a=b}{x}`,
])("trusts nothing that leads out of a formula: %s", (tex) => {
  expect(maths(tex, false) ?? "").not.toMatch(/href|src=|<img|class="name"|id=|style=|data-a/);
});

describe("a formula that would be drawn for ever stays as it was written", () => {
  it.each([
    String.raw`\def\a{\b\b}\def\b{\c\c}\def\c{\d\d}\def\d{\e\e}\def\e{\f\f}\def\f{\g\g}\def\g{\h\h}\def\h{\i\i}\def\i{x}\a`,
    `${"x".repeat(5_001)}`,
  ])("%#", (tex) => {
    expect(maths(tex, false)).toBeUndefined();
  });
});
