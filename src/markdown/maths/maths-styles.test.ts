import temml from "temml";
import { expect, it } from "vitest";
import { stylesToClasses } from "./maths-styles.ts";

const draw = (tex: string) => stylesToClasses(temml.renderToString(tex, { displayMode: true }));

it.each([
  [String.raw`\boxed{x}`, 'class="maths-box"'],
  [String.raw`\begin{array}{c|c}a&b\end{array}`, 'class="maths-line-right-solid"'],
  [String.raw`\begin{array}{c||c}a&b\end{array}`, 'class="maths-line-right-double"'],
  [String.raw`\begin{array}{c}a\\ \hline b\end{array}`, 'class="maths-line-bottom-solid"'],
  [String.raw`\begin{array}{c}a\\ \hdashline b\end{array}`, 'class="maths-line-bottom-dashed"'],
  [String.raw`\begin{array}{|c}a\end{array}`, 'class="maths-line-left-solid"'],
  [String.raw`\begin{cases}a&b\end{cases}`, 'class="tml-left maths-apart"'],
  [String.raw`\textcolor{#e00}{y}`, 'mathcolor="#ee0000"'],
  [String.raw`\color{red} x`, 'mathcolor="#ff0000"'],
  [String.raw`\rule{1em}{2pt}`, 'class="maths-rule"'],
])("%s keeps its lines and colours without a style", (tex, part) => {
  expect(draw(tex)).toContain(part);
  expect(draw(tex)).not.toContain(" style=");
});

it("leaves black what it is by itself", () => {
  expect(draw(String.raw`\color{black} x`)).not.toContain("mathcolor");
});
