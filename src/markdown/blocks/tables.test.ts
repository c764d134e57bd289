import { describe, expect, it } from "vitest";
import { html } from "../streamed.test-tools.ts";

/** The cells of each row of the only table. */
function cellsOf(text: string): string[][] {
  return Array.from(html(text).matchAll(/<tr>([^]*?)<\/tr>/g), ([, row = ""]) =>
    Array.from(row.matchAll(/<t[hd][^>]*>([^]*?)<\/t[hd]>/g), ([, cell = ""]) =>
      cell.replace(/ data-tex="[^"]*"/g, ""),
    ),
  );
}

const twoColumns = (row: string) => cellsOf(`| a | b |\n|---|---|\n${row}`)[1];

describe("a row", () => {
  it.each([
    ["| `a || b` | or |", ["<code>a || b</code>", "or"]],
    ["| or | `a || b` |", ["or", "<code>a || b</code>"]],
    ["`x | y` | pipe", ["<code>x | y</code>", "pipe"]],
    ["| ``a|`|b`` | two |", ["<code>a|`|b</code>", "two"]],
    ["| $|x|$ | abs |", ["<math>|x|</math>", "abs"]],
    ["| $$P(A|B)$$ | given |", ["<math>P(A|B)</math>", "given"]],
    [String.raw`| \(|x|\) | abs |`, ["<math>|x|</math>", "abs"]],
    ["| `a|b` and `c|d` | **x** |", ["<code>a|b</code> and <code>c|d</code>", "<strong>x</strong>"]],
    [String.raw`| a \| b | \`c \| d\` |`.replaceAll(String.raw`\``, "`"), ["a | b", "<code>c | d</code>"]],
  ])("keeps what stands in code and maths together: %s", (row, cells) => {
    expect(twoColumns(row)).toEqual(cells);
  });

  it.each([
    ["| x ` y | z ` w |", ["x ` y", "z ` w"]],
    ["| $5 | 10$ |", ["$5", "10$"]],
    ["| $5 | $10 |", ["$5", "$10"]],
    ["| one |", ["one", ""]],
    ["| 1 | 2 | 3 |", ["1", "2"]],
  ])("has the cells of GitHub where that fits the heading: %s", (row, cells) => {
    expect(twoColumns(row)).toEqual(cells);
  });
});

describe("a table", () => {
  it("has a heading with code", () => {
    expect(cellsOf("| `a|b` | c |\n|---|---|\n| 1 | 2 |")[0]).toEqual(["<code>a|b</code>", "c"]);
  });

  it("ends above a line without a cell", () => {
    const drawn = html("| a | b |\n|---|---|\n| 1 | 2 |\nThese are *words*\nand more.");
    expect(drawn).toMatch(/<\/table>\n<p>These are <em>words<\/em><br>and more\.<\/p>$/);
  });

  it("of one column ends there too", () => {
    expect(html("| a |\n|---|\n| 1 |\nWords")).toMatch(/<td>1<\/td>[^]*<\/table>\n<p>Words<\/p>$/);
  });

  it("knows how its columns are aligned", () => {
    const drawn = html("a | b | c | d\n:-|:-:|-:|-\n1 | 2 | 3 | 4");
    expect(drawn.match(/<th(?: [^>]*)?>/g)).toEqual([
      '<th align="left">',
      '<th align="center">',
      '<th align="right">',
      "<th>",
    ]);
  });

  it("holds lists that are written as markup", () => {
    expect(twoColumns("| <ul><li>x</li><li>y **z**</li></ul> | <ol><li>1</li></ol> |")).toEqual([
      "<ul><li>x</li><li>y <strong>z</strong></li></ul>",
      "<ol><li>1</li></ol>",
    ]);
    expect(twoColumns("| <ul> <li>x</li><br><li><ol><li>y</li></ol></li> </ul> | z |")).toEqual([
      "<ul><li>x</li><li><ol><li>y</li></ol></li></ul>",
      "z",
    ]);
  });

  it("holds no item without its list, and no list without items", () => {
    expect(twoColumns("| <li>x</li> | <ul>y <li>z</li></ul> |")).toEqual([
      "&lt;li&gt;x&lt;/li&gt;",
      "&lt;ul&gt;y &lt;li&gt;z&lt;/li&gt;&lt;/ul&gt;",
    ]);
  });
});
