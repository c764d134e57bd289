import { expect, it } from "vitest";
import { html } from "../streamed.test-tools.ts";

/** What a list looks like: each item's word, as deep as it stands. */
function outline(text: string): string {
  return html(text)
    .replace(/<\/?p>|<\/li>|\n/g, "")
    .replace(/<ol[^>]*>/g, "1(")
    .replaceAll("<ul>", "-(")
    .replace(/<\/[ou]l>/g, ")")
    .replaceAll("<li>", " ")
    .replace(/ +/g, " ");
}

it.each([
  ["1. A\n  - b\n  - c\n2. D", "1( A-( b c) D)"],
  ["1. A\n\n  - b\n  - c\n\n2. D", "1( A-( b c) D)"],
  ["1. A\n  * b\n    * c\n  * d\n2. E", "1( A-( b-( c) d) E)"],
  ["9. A\n10. B\n   - c\n   - d\n11. E", "1( A B-( c d) E)"],
  ["1. A\n   - b\n2. C", "1( A-( b) C)"],
  ["- A\n  1. B\n    - c\n  2. D", "-( A1( B-( c) D))"],
])("items below a number belong to it, though indented by less than CommonMark wants: %j", (text, expected) => {
  expect(outline(text)).toBe(expected);
});

it.each([
  ["1. A\n- b", "1( A)-( b)"],
  ["10) A\n   - b", "1( A)-( b)"],
  ["1. A\n\n  Words", "1( A) Words"],
])("but no others: %j", (text, expected) => {
  expect(outline(text)).toBe(expected);
});

it("and what stands below such an item stays in it", () => {
  expect(html("1. A\n  - b\n\n    more\n2. C")).toBe(
    "<ol>\n<li>A<ul>\n<li><p>b</p>\n<p>more</p>\n</li>\n</ul>\n</li>\n<li>C</li>\n</ol>",
  );
});
