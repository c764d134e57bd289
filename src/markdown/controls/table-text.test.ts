// @vitest-environment happy-dom
import temml from "temml";
import { describe, expect, it } from "vitest";
import { createParser } from "../parser.ts";
import { tableAsCsv, tableAsMarkdown } from "./table-text.ts";

const { parse, render } = createParser("chat", {
  maths: (tex, displayMode) => temml.renderToString(tex, { displayMode }),
  highlight: () => undefined,
});

/** The table of a text, as it is drawn. */
function tableOf(text: string): HTMLTableElement {
  document.body.innerHTML = render(parse(text).blocks).html;
  const table = document.querySelector("table");
  if (table === null) throw new Error("There is no table");
  return table;
}

function tableWith(cell: string): string {
  return `| a | b |\n| :--- | ---: |\n| ${cell} | x |`;
}

describe("a table as Markdown", () => {
  it.each([
    "**bold** and *this*, ~~not~~ that",
    "$x^2$ and $\\frac{1}{2}$",
    "a claim[^1]",
    "about \\~5 of \\$10",
    "H<sub>2</sub>O and <kbd>Ctrl</kbd> and <u>a *b*</u>",
    "<ul><li>one</li><li>two</li></ul>",
    "`code` and ``a ` b``",
    "[link](https://example.com/a) and [other](<https://example.com/a_(b)>)",
    "one<br>two",
    "a \\| b and `c \\| d`",
    "\\&lt; is an entity",
  ])("says what it was: %s", (cell) => {
    const text = `${tableWith(cell)}\n\n[^1]: A note.`;
    expect(tableAsMarkdown(tableOf(text))).toBe(tableWith(cell));
  });

  it("writes the sign of a norm so that the cell goes on", () => {
    const table = tableOf(tableWith("$\\Vert x \\Vert$"));
    table.querySelector("math")?.setAttribute("data-tex", "\\|x\\|");
    const copied = tableAsMarkdown(table);
    expect(copied).toContain("$\\Vert{}x\\Vert{}$");
    expect(tableOf(copied).rows[1]?.cells).toHaveLength(2);
  });
});

describe("a table as CSV", () => {
  const csv = (cell: string) =>
    tableAsCsv(tableOf(tableWith(cell)))
      .split("\r\n")
      .slice(1)
      .join("\r\n");

  it.each(["-", "+", "-5 °C", "-5", "+3.2 kg", "-1,000.5", "-€5", "-12%", "-20 km/h"])("leaves %s alone", (cell) => {
    expect(csv(cell.replace(/^[-+]/, String.raw`\$&`))).toBe(`${cell.includes(",") ? `"${cell}"` : cell},x`);
  });

  it.each(["=1+1", "-1+2", "@SUM", "+A1", "-5 °C)+A1", "-cmd\\|x", "- x(1)"])("does not let %s calculate", (cell) => {
    expect(csv(cell.replace(/^[-+]/, String.raw`\$&`))).toMatch(/^'/);
  });

  it.each(["+49 170 1234567", "-5 to -10", "--", "@ann", "--verbose", "=> yes"])("leaves %s as it is", (cell) => {
    expect(csv(cell.replace(/^[-+=@]/, String.raw`\$&`))).toBe(`${cell},x`);
  });

  it("keeps what stands above and below the line, and lists", () => {
    expect(csv("10<sup>-3</sup> of H<sub>2</sub>O; x<sup>k</sup>; 4<sup>th</sup>")).toBe("10⁻³ of H₂O; x^k; 4th,x");
    expect(csv("<ul><li>one</li><li>two</li></ul>")).toBe('"- one\n- two",x');
  });

  it("keeps lines, formulas and footnotes", () => {
    expect(csv("**one<br>two**")).toBe('"one\ntwo",x');
    expect(csv("$\\frac{1}{2}$")).toBe("\\frac{1}{2},x");
    const noted = tableAsCsv(tableOf(`${tableWith("claim[^1]")}\n\n[^1]: A note.`));
    expect(noted).toContain("claim[1],x");
  });
});
