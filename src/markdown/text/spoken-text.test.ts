// @vitest-environment happy-dom
import temml from "temml";
import { describe, expect, it } from "vitest";
import { addControls } from "../controls/add-controls.ts";
import { LABELS } from "../controls/labels.test-tools.ts";
import { createParser } from "../parser.ts";
import { spokenText } from "./spoken-text.ts";

const { parse, render } = createParser("chat", {
  maths: (tex, displayMode) => temml.renderToString(tex, { displayMode }),
  highlight: () => undefined,
});

function spoken(text: string): string {
  document.body.innerHTML = render(parse(text).blocks).html;
  addControls(document.body, LABELS);
  return spokenText(document.body);
}

it("says a table row by row, without what stands beside it", () => {
  expect(spoken("| Name | Size |\n| --- | ---: |\n| a **b** | 1 |\n| c |  |")).toBe("Name, Size\na b, 1\nc,");
});

it("says of code what it is, and none of its letters", () => {
  expect(spoken("Look:\n\n```js\nlet secret = 1;\n```\n\nDone.")).toBe("Look:\nCode: JavaScript\nDone.");
});

it("says items and footnotes, and no sign of a footnote within a sentence", () => {
  expect(spoken("- one[^1]\n- two\n\n[^1]: The note.")).toBe("one\ntwo\n1 The note.");
});

describe("formulas", () => {
  it.each([
    ["x^2", "x²"],
    ["x^{10} + y_1", "x¹⁰ + y₁"],
    ["x^{a+b}", "x^(a + b)"],
    ["\\frac{1}{2}", "1/2"],
    ["\\frac{a+b}{c}", "(a + b)/c"],
    ["\\sqrt{a+b}", "√(a + b)"],
    ["\\sqrt[3]{x}", "³√x"],
    ["\\sum_{i=1}^{n} i", "∑_(i = 1)ⁿ i"],
    ["\\text{speed} = \\vec{v}", "speed = v→"],
    ["\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}", "(a, b; c, d)"],
  ])("%s is said as %s", (tex, said) => {
    expect(spoken(`$${tex}$`)).toBe(said);
  });
});

it("tells what stands above and below the line from what stands in it", () => {
  document.body.innerHTML = "H<sub>2</sub>O, 10<sup>-3</sup>, x<sup>k</sup>, 4<sup>th</sup>, a<sub>max + 1</sub>";
  expect(spokenText(document.body)).toBe("H₂O, 10⁻³, x^k, 4th, a_(max + 1)");
});
