// @vitest-environment happy-dom
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { writeText } from "./write-text.ts";

function textOf(html: string): string {
  document.body.innerHTML = html;
  return writeText(document.body);
}

describe("writeText", () => {
  it.each<[string, string, string]>([
    ["paragraphs", "<p>One\n  two</p><p>Three</p>", "One two\n\nThree"],
    ["blocks", "<div>One</div><div>Two<div>Three</div></div>four", "One\nTwo\nThree\nfour"],
    ["inline elements", "A <b>bold</b>, <i>thin</i><u>er</u> word", "A bold, thiner word"],
    ["line breaks", "One<br>Two<br><br>Three<wbr>four", "One\nTwo\n\nThreefour"],
    ["headings", "<h1>Title</h1><div>Text</div>", "Title\n\nText"],
    ["figures", "<figure><img><figcaption>A bee</figcaption></figure>after", "A bee\n\nafter"],
    ["rules", "above<hr>below", "above\n\nbelow"],
    [
      "definitions",
      "<dl><dt>Bee<dd>An insect<dd>A letter<dt>Wasp<dd>Another</dl>",
      "Bee\n  An insect\n  A letter\nWasp\n  Another",
    ],
    [
      "a nested list",
      "<ul><li>Citrus<ul><li>Lemon<li>Lime</ul><li>Apple</ul>",
      "- Citrus\n  - Lemon\n  - Lime\n- Apple",
    ],
    ["a list around a list", "<ul><li><ul><li>Lemon</ul></ul>", "-\n  - Lemon"],
    ["numbers", "<ol><li>a<li>b</ol><ol start=9><li>a<li value=20>b<li>c</ol>", "1. a\n2. b\n\n9. a\n20. b\n21. c"],
    ["numbers that fall", "<ol reversed><li>a<li>b</ol>", "2. a\n1. b"],
    ["an item of two paragraphs", "<ol><li><p>a</p><p>b</p></ol>", "1. a\n\n   b"],
    ["raised text", "10<sup>3</sup> m<sup>2</sup>, 10<sup>-3</sup>, 2<sup>n+1</sup>", "10^3 m^2, 10^(-3), 2^(n+1)"],
    ["raised text in other elements", "<b>10</b><span><sup>3</sup></span>", "10^3"],
    ["lowered text", "H<sub>2</sub>O and x<sub>ij</sub>", "H_2O and x_ij"],
    ["endings and references", "the 1<sup>st</sup> bee<sup>[2]</sup>, 5<sup>e</sup>", "the 1st bee[2], 5e"],
    ["a reference after a sentence", "in 2019.<sup>1</sup> Then", "in 2019.^1 Then"],
    ["a fraction", "3<sup>1</sup>⁄<sub>2</sub> cups", "3 1⁄2 cups"],
    ["an old price", "<del>$20</del><ins>$10</ins> <s>5</s>4", "~~$20~~$10 ~~5~~4"],
    ["code", "<pre>def f():\n    if x:\n\treturn 1\n\n    y</pre>", "def f():\n    if x:\n\treturn 1\n\n    y"],
    ["code in lines of its own", "<pre><div>a {</div><div>  b</div><div>}</div></pre>after", "a {\n  b\n}\n\nafter"],
    ["code in a list", "<ol><li>Run<pre>a\n  b</pre></ol>", "1. Run\n   a\n     b"],
  ])("writes %s", (_name, html, text) => {
    expect(textOf(html)).toBe(text);
  });
});

describe("writeText of tables", () => {
  it.each<[string, string, string]>([
    ["cells", "<table><tr><td>Alba</td><td>120</td><td>1999</td></tr></table>", "Alba | 120 | 1999"],
    [
      "heads and captions",
      "<table><caption>Hives</caption><thead><tr><th>Name<th>Bees</thead><tbody><tr><td>Alba<td>120</tbody></table>",
      "Hives\nName | Bees\nAlba | 120",
    ],
    ["empty cells", "<table><tr><td><td>2019<td>2020<tr><td>a<td><td>3</table>", "| 2019 | 2020\na |  | 3"],
    ["wide cells", "<table><tr><td colspan=2>a<td>b<tr><td>1<td>2<td>3</table>", "a |  | b\n1 | 2 | 3"],
    ["tall cells", "<table><tr><td rowspan=2>a<td>1<tr><td>2<tr><td>b<td>3</table>", "a | 1\n| 2\nb | 3"],
    ["lines and lists in cells", "<table><tr><td>a<br>b<td><ul><li>c<li>d</ul></table>", "a; b | c; d"],
    ["a row of one cell", "<table><tr><td>Text<br>more</table>", "Text\nmore"],
    [
      "a table in a table",
      "<table><tr><td>a<td><table><tr><td>1<td>2<tr><td>3<td>4</table></table>",
      "a\n1 | 2\n3 | 4",
    ],
    ["code with its numbers", "<table><tr><td><td><pre>  a</pre><tr><td><td><pre>    b</pre></table>", "  a\n    b"],
    [
      "a part of the page",
      `<table><tr><td>Menu<td>${"words ".repeat(100)}</table>`,
      `Menu\n${"words ".repeat(100).trim()}`,
    ],
  ])("writes %s", (_name, html, text) => {
    expect(textOf(html)).toBe(text);
  });

  it("never glues the values of two cells, whatever stands in them", () => {
    const value = fc.stringMatching(/^[a-z0-9.,$-]{1,8}$/);
    fc.assert(
      fc.property(fc.array(fc.array(value, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 5 }), (rows) => {
        const html = rows.map((row) => `<tr>${row.map((cell) => `<td><span>${cell}</span></td>`).join("")}</tr>`);
        expect(textOf(`<table>${html.join("")}</table>`)).toBe(rows.map((row) => row.join(" | ")).join("\n"));
      }),
    );
  });
});

describe("writeText of any HTML", () => {
  const words = fc.stringMatching(/^[a-z]{1,5}$/);
  const tags = [
    "div",
    "p",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "td",
    "dl",
    "dt",
    "dd",
    "pre",
    "blockquote",
    "sup",
    "section",
  ];
  const { tree } = fc.letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 5 },
      words,
      fc
        .tuple(fc.constantFrom(...tags), fc.array(tie("tree"), { maxLength: 4 }))
        .map(([tag, inner]) => `<${tag}>${inner.join("")}</${tag}>`),
    ),
  }));

  it("keeps every word, in order, and begins blocks on lines of their own", () => {
    fc.assert(
      fc.property(tree, (html) => {
        const text = textOf(html);
        const letters = (all: string) => all.replaceAll(/[^a-z]/g, "");
        expect(letters(text)).toBe(letters(document.body.textContent ?? ""));
        expect(text).not.toMatch(/[ \t]$/m);
      }),
    );
  });
});
