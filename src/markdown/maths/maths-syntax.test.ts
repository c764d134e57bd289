import { expect, it } from "vitest";
import { createParser } from "../parser.ts";
import { html, streamed, whole } from "../streamed.test-tools.ts";

const parser = createParser("chat", { maths: (tex) => `<math>${tex}</math>`, highlight: () => undefined });

/** What a text holds that is drawn as maths. */
function mathsIn(text: string): string[] {
  return [...parser.render(parser.parse(text).blocks).html.matchAll(/<math[^>]*>([^<]*)</g)].map(([, tex = ""]) => tex);
}

it.each([
  [String.raw`Here $x^2$ and \(a_1\) and $$b$$.`, ["x^2", "a_1", "b"]],
  ["The interval $[0,1)$, in France $]0,1[$, holds $2x$ and $.5$.", ["[0,1)", "]0,1[", "2x", ".5"]],
  ["$3 + 4$ is $7$", ["3 + 4", "7"]],
  ["$$\nx\n$$\n\n\\[ y \\]", ["x", "y"]],
  ["The $n$th of $k$s, $x_1$s and $(n-1)$st", ["n", "k", "x_1", "(n-1)"]],
  [String.raw`At $30^\circ$C, $5\%$of $\alpha$-rays`, [String.raw`30^\circ`, String.raw`5\%`, String.raw`\alpha`]],
  ["The $x$axis, $k$means, $3x$more, the $5$th", ["x", "k", "3x", "5"]],
  ["$n$-й, $n$ième, das $n$te, 第$n$个，$x$是", ["n", "n", "n", "n", "x"]],
  ["```math\nx^2\n```\nand ```$y$```", ["x^2\n".trim()]],
  [String.raw`\[ 42 \] and \[x\] and \(1\)`, ["42", "x", "1"]],
])("is read: %j", (text, maths) => {
  expect(mathsIn(text)).toEqual(maths);
});

it.each([
  "It costs $5 and then $10.",
  "She paid $20; he paid 30$.",
  "a $100-a-month plan, or 90$.",
  "From $5/month, or 50$ a year",
  "Common symbols: US Dollar ($), Canadian Dollar (C$), Euro (€).",
  "The US dollar ($) and the Mexican peso ($) use the same sign.",
  "In PHP, $name is a variable, and each begins with `$`.",
  "`$a` and $b and `$c`",
  "$HOME/$USER and $a$b, $AAPL/$GOOG, $my_var$other",
  String.raw`See \[1\], \[2, 3\], \[4-6\], \[Smith et al., 2020\] and \[citation needed\].`,
  String.raw`\[1\]`,
])("is not taken from words: %j", (text) => {
  expect(mathsIn(text)).toEqual([]);
});

it("leaves code beside a dollar as it is", () => {
  expect(parser.render(parser.parse("$name and `$`").blocks).html).toBe("<p>$name and <code>$</code></p>\n");
});

it.each([
  "The plans cost $5 and $10.",
  "between $5 and $10 a month",
  "$5-$10, $5–$10, $5/$10",
  "from $1,000 to $2,500.50",
  "$20/month vs $30/month",
  "a $5 coffee or a $6 tea",
  "$3.50 each; $7 for two",
  "from $10k to $20k, or $5M to $10B",
  "$100+ or $200+",
  "costs 100$ or 200$.",
  "$5, $6, and $7",
  "Save $5! Spend $6!",
  "**$5** or **$6**",
  "US$5 and US$10, C$7",
  "$5 (about 4$)",
  "$5USD and 10$",
  "he has $5, she 10$, they $20",
  "$50 now and 30$ later",
  "it fell from $9 (2019) to $7 (2020)",
  "$0.01 per 1$ spent",
  "~$5 to ~$10",
  "| $5 | $10 |",
  "价格100$和200$之间",
  "价格是$100，而不是$200",
  "$50到100$",
  "售价$100，约合700$人民币",
  "从$20涨到30$。",
  "大约 $20 左右，或 30$。",
  "$5です、$6ではない。7$",
  "약 $20이고 30$이다",
])("is not taken from prices: %s", (text) => {
  expect(html(text)).not.toContain("<math");
});

it.each([
  ["$$\na\n\nb\n$$", "a\n\nb"],
  ["\\[\na\n\n\n= b\n\\]", "a\n\n\n= b"],
  ["$$ a = b\n\n- c\n$$", "a = b\n\n- c"],
  ["\\begin{align}\na &= b\n\nc &= d\n\\end{align}", "\\begin{align}\na &= b\n\nc &= d\n\\end{align}"],
  ["\\begin{pmatrix} a \\end{pmatrix}", "\\begin{pmatrix} a \\end{pmatrix}"],
])("stands on lines of its own: %j", (text, tex) => {
  for (const before of ["", "Words:\n", "Words:\n\n"]) {
    const drawn = html(`${before}${text}\n\nMore *words*.\n\nAnd more.`);
    expect(drawn.replace(/ data-tex="[^"]*"/, "")).toContain(
      `<p class="maths"><math>${tex.replaceAll("&", "?")}</math></p>`,
    );
    expect(drawn).toContain("<p>More <em>words</em>.</p>");
  }
});

it.each([
  ["no end", "$$\nThe price\n\nof *it*\n\nall"],
  ["words behind the end", "$$\na\n\nb $$ of *it*"],
  ["a fence in it", "$$\na\n\n```\n$$\n```\n\nof *it*"],
  ["another environment", "\\begin{itemize}\nof *it*\n\\end{itemize}"],
])("is none with %s", (_, text) => {
  const drawn = html(text);
  expect(drawn).not.toContain("<math");
  expect(drawn).toContain("of <em>it</em>");
});

it("is none with an end too far away", () => {
  const text = `$$\na\n\n${"of *it* and more\n".repeat(300)}\n$$\n`;
  const drawn = whole(text);
  expect(streamed(text.match(/[^]{1,97}/g) ?? [])).toEqual(drawn);
  expect(drawn.join("")).not.toContain("<math");
});
