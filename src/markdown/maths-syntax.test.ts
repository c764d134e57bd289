import { expect, it } from "vitest";
import { createParser } from "./parser.ts";

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
])("is not taken from words: %j", (text) => {
  expect(mathsIn(text)).toEqual([]);
});

it("leaves code beside a dollar as it is", () => {
  expect(parser.render(parser.parse("$name and `$`").blocks).html).toBe("<p>$name and <code>$</code></p>\n");
});
