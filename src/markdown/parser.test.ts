import { describe, expect, it } from "vitest";
import { escapeHtml } from "./escape-html.ts";
import { createParser } from "./parser.ts";

const { parse, render: renderBlocks } = createParser("chat");
const render = (text: string) => renderBlocks(parse(text.replace(/\r\n?/g, "\n")).blocks).html.trim();

describe("lines", () => {
  it("end where the answer ends them", () => {
    expect(render("one\ntwo")).toBe("<p>one<br>two</p>");
  });

  it.each(["one\r\ntwo\r\n\r\nthree", "one\rtwo\r\rthree", "one\ntwo\r\n\nthree"])("end in every way: %j", (text) => {
    expect(render(text)).toBe("<p>one<br>two</p>\n<p>three</p>");
  });

  it("of code stay as they are", () => {
    expect(render("```js\r\na < b\r\n\r\n  c\r\n```")).toBe(
      '<pre><code class="language-js">a &lt; b\n\n  c\n</code></pre>',
    );
  });
});

describe("blocks", () => {
  it("are one a paragraph, and those that are complete do not change when text follows", () => {
    const [before, after] = ["# Title\n\nFirst.\n\nSeco", "# Title\n\nFirst.\n\nSecond **bold** one\n\n- a"].map(
      (text) => parse(text).blocks.map((block) => renderBlocks([block]).html),
    );
    expect(after?.slice(0, 3)).toEqual(before?.slice(0, 3));
  });

  it("take a fence that is still open for code", () => {
    expect(render("```\n**a")).toBe("<pre><code>**a\n</code></pre>");
  });
});

describe("images", () => {
  it("become links with description and host", () => {
    expect(render('![A "bee"](https://pictures.example/bee.png "title")')).toBe(
      '<p><a href="https://pictures.example/bee.png">A &quot;bee&quot; (pictures.example)</a></p>',
    );
  });

  it("without a description show the host, and without a host the address", () => {
    expect(render("![](https://pictures.example/bee.png)")).toBe(
      '<p><a href="https://pictures.example/bee.png">(pictures.example)</a></p>',
    );
    expect(render("![](bee.png)")).toBe('<p><a href="bee.png">bee.png</a></p>');
  });

  it("that are written into the answer itself are shown by their kind, not by their letters", () => {
    expect(render("![](data:image/png;base64,iVBORw0KGgo=)")).toContain(">(image/png)</a>");
    expect(render("![A bee](data:image/png;base64,iVBORw0KGgo=)")).toContain(">A bee</a>");
    expect(render("![](data:,x)")).toContain(">(data)</a>");
  });

  it("are described by words, whatever stands in their description", () => {
    expect(render("![a *b* [c](/d) ![e](/f)](https://g.example/h)")).toContain(">a b c e (g.example)</a>");
  });

  it("cannot break out of the attribute", () => {
    const html = render('![x](<https://a.example/"onmouseover="alert(1)>)');
    expect(html).toContain("&quot;onmouseover=&quot;");
    expect(html).not.toMatch(/"onmouseover/);
  });

  it.each(["![a](https://b.example/c.png)", "![a][r]\n\n[r]: https://b.example/c"])("are never made: %s", (text) => {
    expect(render(text)).not.toContain("<img");
    expect(render(text)).toContain('<a href="https://b.example');
  });

  it.each([
    "[![a](https://b.example/c.png)](https://d.example)",
    "[**![a](https://b.example/c.png)**](https://d.example)",
  ])("in a link are its words: %s", (text) => {
    const html = render(`${text} ![e](https://f.example)`);
    expect(html.match(/<a href="[^"]*"/g)).toEqual(['<a href="https://d.example"', '<a href="https://f.example"']);
    expect(html).toContain("a (b.example)");
  });
});

describe("tildes", () => {
  it("strike out in pairs, and one alone means about", () => {
    expect(render("It takes ~5 to ~6~ minutes, ~~not~~ more")).toBe(
      "<p>It takes ~5 to ~6~ minutes, <del>not</del> more</p>",
    );
  });
});

describe("HTML in an answer", () => {
  it.each([
    ["inline", "a <em>good</em> word", "<p>a &lt;em&gt;good&lt;/em&gt; word</p>"],
    ["as a block", '<div onclick="x()">hi</div>', "<p>&lt;div onclick=&quot;x()&quot;&gt;hi&lt;/div&gt;</p>"],
    ["an image", "see <img src=x onerror=alert(1)>", "<p>see &lt;img src=x onerror=alert(1)&gt;</p>"],
    ["a comment", "a <!-- b --> c", "<p>a &lt;!-- b --&gt; c</p>"],
    ["a script with a comparison", "<script>a<b</script>", "<p>&lt;script&gt;a&lt;b&lt;/script&gt;</p>"],
    [
      "a script inside a line",
      "so: <script>a<b && c</script>",
      "<p>so: &lt;script&gt;a&lt;b &amp;&amp; c&lt;/script&gt;</p>",
    ],
    ["code that is not closed", "so: <code>if a<b then", "<p>so: &lt;code&gt;if a&lt;b then</p>"],
    ["a tag with signs in it", '<a title="**"> **now**', "<p>&lt;a title=&quot;**&quot;&gt; <strong>now</strong></p>"],
  ])("is shown as text: %s", (_, text, html) => {
    expect(render(text)).toBe(html);
  });

  it("keeps the entities of Markdown what they mean", () => {
    expect(render("a &lt; b &amp; c &copy;")).toBe("<p>a &lt; b &amp; c &copy;</p>");
  });

  it.each(["<br>", "<br/>", "<br />", "<BR>"])("is a line break for %s", (tag) => {
    expect(render(`one${tag}two`)).toBe("<p>one<br>two</p>");
    expect(render(`| a |\n|---|\n| one${tag}two |`)).toContain("<td>one<br>two</td>");
  });

  it.each(["<br onclick=x>", "<break>", "<br"])("is no line break for %s", (tag) => {
    expect(render(`one ${tag}`)).toBe(`<p>one ${escapeHtml(tag)}</p>`);
  });
});

describe("an answer that cannot be drawn", () => {
  it("is its text", () => {
    const parser = createParser("chat", {
      maths: () => {
        throw new RangeError("Maximum call stack size exceeded");
      },
      highlight: () => undefined,
    });
    const { blocks } = parser.parse("One *word*.\n\nA <b> $x$\nand.\n\nTwo.");
    expect(parser.render(blocks).html).toBe("<p>One <em>word</em>.</p>\n<p>A &lt;b&gt; $x$<br>and.</p>\n<p>Two.</p>\n");
  });
});

describe("task lists", () => {
  it("show boxes that cannot be pressed", () => {
    const html = render("- [ ] open\n- [x] done");
    expect(html).toBe('<ul>\n<li class="task">☐ open</li>\n<li class="task">☑ done</li>\n</ul>');
  });

  it("show them also with lines between", () => {
    const html = render("- [ ] open\n\n- [X] done");
    expect(html).not.toContain("<input");
    expect(html.replace(/<[^>]*>/g, "").match(/[☐☑] \w+/g)).toEqual(["☐ open", "☑ done"]);
  });
});

describe("escapeHtml", () => {
  it("makes every character of HTML a text, once", () => {
    expect(escapeHtml(`<a href="x" title='y'>&amp;</a>`)).toBe(
      "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;",
    );
  });
});
