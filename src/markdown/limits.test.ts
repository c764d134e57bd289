import { describe, expect, it } from "vitest";
import { cpuTime } from "../../tests/support/cpu-time.ts";
import { createBlockStream } from "./block-stream.ts";
import { createParser } from "./parser.ts";
import { drawnBy } from "./streamed.test-tools.ts";

const parser = createParser("chat");
const LENGTH = 20_000;
/** In ms of this process alone. Each takes up to 300; what goes back for each sign takes minutes. */
const LONGEST = 2_000;

/** How deep elements stand in one another. */
function depthOf(html: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [tag] of html.matchAll(/<\/?(?:ul|ol|li|blockquote|section|strong|em|b|del)\b/g)) {
    depth += tag.startsWith("</") ? -1 : 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

/** Lines with fewer and fewer signs before them. */
function stairs(deepest: number, sign: string): string {
  return Array.from({ length: deepest }, (_, index) => `${sign.repeat(deepest - index)}a`).join("\n");
}

function drawAtOnce(text: string): string {
  const stream = createBlockStream(parser);
  const drawn = drawnBy(stream);
  stream.append(text);
  drawn.update();
  stream.finish();
  drawn.update();
  return drawn.blocks.join("");
}

describe("what is nested deeper than anyone writes", () => {
  it.each([
    ["items", "- ".repeat(1_187)],
    ["numbers", "1. ".repeat(1_875)],
    ["quotes", ">".repeat(1_875)],
    ["quotes and items", "> - ".repeat(1_000)],
    ["footnotes", "[^1]: ".repeat(3_000)],
    ["items line by line", Array.from({ length: 300 }, (_, index) => `${"  ".repeat(index)}- a`).join("\n")],
    ["signs", "**a *b ".repeat(1_000)],
    ["pairs of signs", `${"**a *b ".repeat(1_000)}x${"* **".repeat(1_000)}`],
    ["tags", `${"<b>".repeat(3_000)}x${"</b>".repeat(3_000)}`],
    ["pictures", `${"![".repeat(3_000)}x${"](y)".repeat(3_000)}`],
    ["brackets", `${"[".repeat(3_000)}x${"]".repeat(3_000)}`],
  ])("is shown, without its end: %s", (_, text) => {
    const html = drawAtOnce(`${text}the words\n\nThe end.`);
    expect(html).toContain("the words");
    expect(html).toContain("<p>The end.</p>");
    expect(depthOf(html)).toBeLessThan(150);
  });

  it("keeps what people write", () => {
    const list = Array.from({ length: 15 }, (_, index) => `${"  ".repeat(index)}- a`).join("\n");
    expect(depthOf(drawAtOnce(list))).toBe(30);
    expect(depthOf(drawAtOnce(`${">".repeat(20)} a`))).toBe(20);
    expect(drawAtOnce("**a *b **c *d* e** f* g**")).toContain("<em>b <strong>c <em>d</em> e</strong> f</em>");
  });
});

const UNITS = [
  ..."[]*_`<!(\\~$|&>-=#:",
  ...'![ []( [a]( [a](b [a][ **a_*b a* *_ ~~a <b> <b><i> <a\tb=" <!-- \\( \\[ $$ $a `` `a'.split(" "),
  "` `` ",
  "&#1;",
  "http://a",
  "www.",
  "a@",
  "[^1]",
  "[^1]: ",
  "[a]: ",
  "\\begin{align}",
  "中**。",
  "<ul><li>",
  "**a:**b",
  "| ",
  "|-",
];

describe("a long text of one sign", () => {
  it.each(UNITS.flatMap((unit) => [unit, `${unit}\n`]))(
    "costs as much as it is long: %j",
    { timeout: 240_000 },
    (unit) => {
      const text = unit.repeat(Math.floor(LENGTH / unit.length));
      const stream = createBlockStream(parser);
      const drawing = cpuTime(() => {
        stream.append(text);
        stream.update();
        stream.append("x");
        stream.update();
        stream.finish();
        stream.update();
      });
      expect(drawing).toBeLessThan(LONGEST);
    },
  );
});

describe("quotes with lines that go on without a sign", () => {
  it.each([
    ["a line below many signs", `${">".repeat(5_000)}\nx`],
    ["quotes that end one by one", `${stairs(30, "> ")}\nx`],
    ["quotes and items that end one by one", `${stairs(20, "> - ")}\nx`],
  ])("cost as much as they are long: %s", (_, text) => {
    let html = "";
    expect(cpuTime(() => (html = drawAtOnce(`${text}\n\nThe end.`)))).toBeLessThan(LONGEST);
    expect(html).toContain("x");
    expect(html).toContain("<p>The end.</p>");
  });

  it("hold these lines as deep as people quote", () => {
    expect(drawAtOnce(`${">".repeat(5)} a\nb`)).toContain("<p>a<br>b</p>");
    expect(drawAtOnce(`${stairs(5, "> ")}\nb`)).toContain("<p>a<br>a<br>a<br>a<br>a<br>b</p>");
    expect(drawAtOnce("> - a\nb\n\nc")).toContain("<li>a<br>b</li>");
  });
});
