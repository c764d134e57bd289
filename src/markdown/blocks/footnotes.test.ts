import { describe, expect, it } from "vitest";
import { html } from "../streamed.test-tools.ts";

const note = (label: string, inside: string) =>
  `<section class="footnote-text"><span class="footnote-label">${label}</span>${inside}</section>`;
const reference = (label: string) => `<sup class="footnote-reference">${label}</sup>`;

describe("a footnote", () => {
  it.each([
    ["# Heading", "<h1>Heading</h1>"],
    ["- item", "<ul>\n<li>item</li>\n</ul>"],
    ["1. item", "<ol>\n<li>item</li>\n</ol>"],
    ["> quote", "<blockquote>\n<p>quote</p>\n</blockquote>"],
    ["```\ncode\n```", "<pre><code>code\n</code></pre>"],
    ["[^2]: other", note("2", "<p>other</p>\n")],
    ["\nParagraph", "<p>Paragraph</p>"],
  ])("ends above the block that follows: %j", (block, drawn) => {
    expect(html(`A[^1].\n\n[^1]: The note.\n${block}`)).toBe(
      `<p>A${reference("1")}.</p>\n${note("1", "<p>The note.</p>\n")}\n${drawn}`,
    );
  });

  it("holds what is indented below it, and the lines that go on", () => {
    expect(html("A[^n]\n\n[^n]: One\ntwo\n\n    Three\n\nFour")).toBe(
      `<p>A${reference("n")}</p>\n${note("n", "<p>One<br>two</p>\n<p>Three</p>\n")}\n<p>Four</p>`,
    );
  });
});

describe("a reference", () => {
  it.each(["A[^1].", "A[^1].\n\n[^2]: Another note.", "A [^x] and `[^1]`\n\n[^1]: n"])(
    "without a footnote is text: %j",
    (text) => {
      expect(html(text)).not.toContain("footnote-reference");
      expect(html(text)).toContain("[^");
    },
  );

  it("stands wherever words end", () => {
    const drawn = html("Great![^1] **Bold[^1]** [words][^1] |[^1]|\n\n[^1]: n");
    expect(drawn.match(/footnote-reference/g)).toHaveLength(4);
    expect(drawn).toContain(`[words]${reference("1")}`);
  });

  it("has its label as it was written", () => {
    expect(html("A[^$&]\n\n[^$&]: n")).toContain(reference("$&amp;"));
  });
});
