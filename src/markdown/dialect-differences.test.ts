import { tests as examples } from "commonmark-spec";
import { describe, expect, it } from "vitest";
import type { Dialect } from "./inline/flanking.ts";
import { createParser } from "./parser.ts";

function render(dialect: Dialect, text: string): string {
  const { parse, render: draw } = createParser(dialect);
  return draw(parse(text.replaceAll("→", "\t")).blocks).html;
}

/** Without line breaks, which in a chat stand where lines end. */
function outline(html: string): string {
  return html
    .replaceAll("<br>", "\n")
    .replace(/\s+/g, " ")
    .replace(/ ?(<\/?(?:p|li|ul|ol|blockquote|h[1-6]|hr|pre)\b[^>]*>) ?/g, "$1");
}

/** Numbers of examples of the specification by which one sees it. */
const DIFFERENCES: Readonly<Record<string, readonly number[]>> = {
  "`\\\\[` begins maths": [12],
  "an address that stands there as it is is a link": [608, 611, 612],
};

const unlike = examples.filter(
  ({ markdown }) => outline(render("chat", markdown)) !== outline(render("specification", markdown)),
);

describe("what a chat shows otherwise than CommonMark", () => {
  it("is line breaks, markup as text, pictures as links, and what is listed here", () => {
    const others = unlike.filter(({ markdown }) => !/<[a-z!?/]|!\[/i.test(markdown)).map(({ number }) => number);
    expect(others).toEqual(
      Object.values(DIFFERENCES)
        .flat()
        .toSorted((a, b) => a - b),
    );
  });
});
