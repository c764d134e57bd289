import { describe, expect, it } from "vitest";
import { escapeHtml } from "./escape-html.ts";
import { html } from "./streamed.test-tools.ts";

describe("tags that are markup", () => {
  it.each([
    ["H<sub>2</sub>O and 10<sup>-3</sup>", "H<sub>2</sub>O and 10<sup>-3</sup>"],
    ["press <kbd>Ctrl</kbd>+<kbd>C</kbd> **now**", "press <kbd>Ctrl</kbd>+<kbd>C</kbd> <strong>now</strong>"],
    ["<b>a</b> <i>b</i> <u>c</u> <s>d</s> <mark>e</mark>", "<b>a</b> <i>b</i> <u>c</u> <s>d</s> <mark>e</mark>"],
    ["<B>a</b> <b><i>x **y**</i></b>", "<b>a</b> <b><i>x <strong>y</strong></i></b>"],
    ["**a <u>b</u>** *c<sub>1</sub>*", "<strong>a <u>b</u></strong> <em>c<sub>1</sub></em>"],
  ])("stand in words: %s", (text, inside) => {
    expect(html(text)).toBe(`<p>${inside}</p>`);
  });

  it.each([
    ["<b>", "open", "<b>"],
    ["open <b>and *more*", "open", "open <b>and <em>more</em>"],
    ["</b> closed", "closed", "</b> closed"],
    ["<b>one\n\ntwo</b>", "blocks", "<b>one"],
    ["<b><i>x</b></i>", "crossed", "</i>"],
    ['<b class="x">a</b>', "attribute", '<b class="x">a</b>'],
    ["<b onclick=alert(1)>a</b>", "handler", "<b onclick=alert(1)>a</b>"],
    ["<sub >a</sub>", "space", "<sub >a</sub>"],
    ["<script>a</script><em>b</em><code>c</code>", "other", "<script>a</script><em>b</em><code>c</code>"],
    ["<ul><li>a</li></ul>", "list", "<ul><li>a</li></ul>"],
  ])("are text where they are not complete, or are others: %s (%s)", (text, _, shown) => {
    const words = shown.replace(/<em>more<\/em>/, "@");
    expect(html(text)).toContain(escapeHtml(words).replace("@", "<em>more</em>"));
  });

  it("end with what they stand in", () => {
    expect(html("- a <b>b\n- c</b>")).toBe("<ul>\n<li>a &lt;b&gt;b</li>\n<li>c&lt;/b&gt;</li>\n</ul>");
    expect(html("**a <b>c** d</b>")).toBe("<p><strong>a &lt;b&gt;c</strong> d&lt;/b&gt;</p>");
  });

  it("mean nothing in code", () => {
    expect(html("`<b>x</b>`")).toBe("<p><code>&lt;b&gt;x&lt;/b&gt;</code></p>");
  });
});
