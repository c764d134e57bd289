// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import { copyPage } from "./copy-page.ts";
import { livingPage } from "./page-view.ts";
import { writeText } from "./write-text.ts";

beforeEach(() => {
  document.head.innerHTML = "";
});

/** Where nothing is laid out, boxes have no size. */
function read(html: string): string {
  document.body.innerHTML = html;
  return writeText(copyPage(document.documentElement, livingPage).document.body);
}

describe("copyPage", () => {
  it.each<[string, string, string]>([
    ["display", `<style>.x { display: none }</style>a<p class="x">b</p>`, "a"],
    ["visibility", `<p style="visibility: hidden">a<b style="visibility: visible">b</b></p>`, "b"],
    ["a font of no size", `a<p style="font-size: 0px">b</p>`, "a"],
    ["a closed disclosure", `<details><summary>a</summary>b<p>c</p></details>`, "a"],
    ["far off the screen", `a<p style="position: absolute; left: -9999px">b</p>`, "a"],
    ["indented away", `a<p style="text-indent: -9999px">b</p>`, "a"],
    ["clipped away", `a<p style="position: absolute; clip-path: inset(50%)">b</p>`, "a"],
    [
      "what is no text",
      `a<script>b</script><style>c</style><template>d</template><textarea>e</textarea><input value="f">`,
      "a",
    ],
    ["comments", `a<!-- b -->`, "a"],
    ["descriptions", `a<img alt="b"><svg><title>c</title><desc>d</desc></svg>`, "a"],
  ])("leaves out what is hidden: %s", (_name, html, text) => {
    expect(read(html)).toBe(text);
  });

  it.each<[string, string, string]>([
    ["an open disclosure", `<details open><summary>a</summary><p>b</p></details>`, "a\n\nb"],
    ["what only screen readers are not told", `<p aria-hidden="true">a</p>`, "a"],
    ["what fades in", `<p style="opacity: 0; transition-duration: 1s">a</p>`, "a"],
  ])("reads what is seen: %s", (_name, html, text) => {
    expect(read(html)).toBe(text);
  });

  it("reads blocks and rows that a style sheet makes", () => {
    expect(read(`<span style="display: block">a</span><span style="display: block">b</span>`)).toBe("a\nb");
    expect(read(`<div style="display: inline">a</div><div style="display: inline">b</div>`)).toBe("ab");
    const row = (...cells: string[]) =>
      `<div style="display: table-row">${cells.map((cell) => `<i style="display: table-cell">${cell}</i>`).join("")}</div>`;
    expect(read(`<div style="display: table">${row("Alba", "120")}${row("Bora", "7")}</div>`)).toBe(
      "Alba | 120\nBora | 7",
    );
    expect(read(`<div role="row"><div role="cell">a</div><div role="cell">b</div></div>`)).toBe("a | b");
    expect(read(`10<span style="vertical-align: super">3</span>`)).toBe("10^3");
    expect(read(`<span style="text-decoration-line: line-through">20</span>10`)).toBe("~~20~~10");
    expect(read(`<p style="white-space: pre-wrap">a\n  b</p>`)).toBe("a\n  b");
  });

  it("parts boxes that stand beside each other", () => {
    expect(read(`<div style="display: flex"><span>Alba</span><span>120</span></div>`)).toBe("Alba 120");
    expect(read(`<b style="display: inline-block">New</b><b style="display: inline-block">Sale</b>`)).toBe("New Sale");
    expect(read(`<b>un</b><i>like</i>ly`)).toBe("unlikely");
  });

  it("reads open shadow roots and what is put into their slots", () => {
    const host = document.createElement("x-card");
    host.innerHTML = `<b slot="name">Alba</b><i>rest</i>`;
    host.attachShadow({
      mode: "open",
    }).innerHTML = `<p>Name: <slot name="name"></slot></p><p><slot name="none">nothing</slot></p>`;
    document.body.replaceChildren(host);
    expect(writeText(copyPage(document.documentElement, livingPage).document.body)).toBe("Name: Alba\n\nnothing");
  });

  it("reads the special elements as they are meant", () => {
    expect(read(`<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>`)).toBe("漢(かん)");
    expect(read(`say <q>hi</q>`)).toBe("say “hi”");
    expect(read(`<select><option>S<option selected>M<option>L</select>`)).toBe("S | ✓ M | L");
    expect(read(`bees <img alt="🐝"> dance <img alt="a tracker">`)).toBe("bees 🐝 dance");
  });

  it("reads a formula once", () => {
    const math = `<math><semantics><mrow><mi>E</mi></mrow><annotation encoding="application/x-tex">E=mc^2</annotation></semantics></math>`;
    const katex = `<span class="katex"><span class="katex-mathml">${math}</span><span class="katex-html" aria-hidden="true"><span>E</span><span>=</span><span>mc</span><span>2</span></span></span>`;
    expect(read(`so ${katex} holds`)).toBe("so $E=mc^2$ holds");
    expect(read(`<math><msup><mi>c</mi><mn>2</mn></msup><mo>=</mo><mfrac><mn>1</mn><mi>n</mi></mfrac></math>`)).toBe(
      "$c^2=1/n$",
    );
    expect(
      read(`<span class="MathJax_Preview">x</span><span class="MathJax">x2</span><script type="math/tex">x^2</script>`),
    ).toBe("$x^2$");
    const clipped = "position: absolute; clip: rect(1px, 1px, 1px, 1px)";
    expect(
      read(
        `<mjx-container><mjx-math aria-hidden="true">c2</mjx-math><i style="${clipped}">${math}</i></mjx-container>`,
      ),
    ).toBe("$E=mc^2$");
  });

  it("reads the plain form of what is drawn in pieces, and only that", () => {
    const clipped = "position: absolute; clip: rect(0px, 0px, 0px, 0px)";
    const drawn = `<span aria-hidden="true">$<span>12</span><sup>99</sup></span>`;
    expect(read(`<p><span style="${clipped}">$12.99</span>${drawn}</p>`)).toBe("$12.99");
    expect(read(`<p><span style="${clipped}">Obey me</span>${drawn}</p>`)).toBe("$12^99");
  });

  it("ends within its time, and says that it did not come to the end", () => {
    document.body.innerHTML = "<p>a</p>".repeat(50);
    let now = 0;
    const { isCut } = copyPage(document.body, { ...livingPage, now: () => (now += 100) });
    expect(isCut).toBe(true);
    expect(copyPage(document.body, { ...livingPage, now: () => 0 }).isCut).toBe(false);
  });

  it("reads no deeper than anybody nests", () => {
    const plain = { display: "contents" } as CSSStyleDeclaration;
    const isCutAt = (depth: number) => {
      document.body.innerHTML = `${"<div>".repeat(depth)}deep`;
      return copyPage(document.body, { ...livingPage, styleOf: () => plain, now: () => 0 }).isCut;
    };
    expect(isCutAt(350)).toBe(false);
    expect(isCutAt(450)).toBe(true);
  });

  it("changes nothing in the page", () => {
    const html = `<p class="x">a<sup>2</sup></p><table><tbody><tr><td>b</td></tr></tbody></table><q>c</q>`;
    read(html);
    expect(document.body.innerHTML).toBe(html);
  });
});
