import { expect, it } from "vitest";
import { createBlockStream } from "../block-stream.ts";
import { createParser } from "../parser.ts";
import { drawnBy, html } from "../streamed.test-tools.ts";

it.each(["Title\n---", "Two\nlines\n-----", "Title\n==="])("a title with a line below it is a heading: %j", (text) => {
  expect(html(`${text}\nwords`)).toMatch(/^<h[12]>[^]*<\/h[12]>\n<p>words<\/p>$/);
});

it.each([
  "That is all there is to say.\n---\nNext",
  "What do you think?\n---\nNext",
  `${"A long paragraph without any end ".repeat(5)}\n---\nNext`,
  "**That is all.**\n---\nNext",
  "就是这样。\n---\nNext",
])("a paragraph stays one, and the line below it a line: %j", (text) => {
  expect(html(text)).toMatch(/^<p>[^]*<\/p>\n<hr>\n<p>Next<\/p>$/);
});

it("is no heading at any moment", () => {
  const stream = createBlockStream(createParser("chat"));
  const drawn = drawnBy(stream);
  for (const letter of "So it ends.\n---\n\nA | B\n--- | ---\n1 | 2\n\nLast words:\n- a") {
    stream.append(letter);
    drawn.update();
    expect(drawn.blocks.join("")).not.toContain("<h2>");
  }
});
