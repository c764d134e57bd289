import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { CHROMIUM_BUILD } from "../support/builds.ts";
import type { PageText } from "../../src/page/page-text.ts";
import { expect, test } from "./test.ts";

/** What the shipped script reads of a page, run as the browser runs it. */
async function read(page: Page): Promise<PageText> {
  const session = await page.context().newCDPSession(page);
  const expression = readFileSync(join(CHROMIUM_BUILD, "read-page.js"), "utf8");
  const { result, exceptionDetails } = await session.send("Runtime.evaluate", { expression, returnByValue: true });
  await session.detach();
  if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value as PageText;
}

const clipped = "position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)";
const value = "display:grid;grid-template-columns:repeat(3,100px)";

/** A body, and the whole text that a reader sees of it. */
const PAGES: readonly (readonly [name: string, body: string, text: string])[] = [
  ["a table", "<table><tr><td>Alba</td><td>120</td><td>1999</td></tr></table>", "Alba | 120 | 1999"],
  ["nested lists", "<ul><li>Citrus<ul><li>Lemon</ul><li>Apple</ul>", "- Citrus\n  - Lemon\n- Apple"],
  ["raised digits", "<p>10<sup>3</sup> bees, H<sub>2</sub>O</p>", "10^3 bees, H_2O"],
  ["digits raised by a style", `<style>.u{vertical-align:super}</style><p>10<span class=u>3</span></p>`, "10^3"],
  ["code", "<pre><code>def f():\n    return 1\n</code></pre>", "def f():\n    return 1"],
  ["code with a box a line", `<style>i{display:block}</style><pre><i>a {</i><i>  b</i><i>}</i></pre>`, "a {\n  b\n}"],
  ["code that wraps", `<div style="white-space:pre-wrap">a\n  b</div>`, "a\n  b"],
  ["elements that are blocks by style", `<style>b{display:block}</style><b>One</b><b>Two</b>`, "One\nTwo"],
  ["a row of a flex box", `<div style="display:flex;gap:20px"><b>Alba</b><b>120</b><b>7</b></div>`, "Alba | 120 | 7"],
  ["letters of a flex box", `<div style="display:flex"><b>1</b><b>2</b><b>0</b></div>`, "120"],
  ["a grid", `<div style="${value}"><i>a</i><i>1</i><i>2</i><i>b</i><i>3</i><i>4</i></div>`, "a | 1 | 2\nb | 3 | 4"],
  [
    "a table by style",
    `<style>.r{display:table-row}.r>*{display:table-cell}</style><div style="display:table"><div class=r><b>a</b><b>1</b></div><div class=r><b>b</b><b>2</b></div></div>`,
    "a | 1\nb | 2",
  ],
  ["badges", `<style>.b{margin:0 4px}</style><p><span class=b>New</span><span class=b>Sale</span></p>`, "New Sale"],
  ["boxes in a line", `<style>b{display:inline-block}</style><p><b>un</b><b>like</b><b>ly</b></p>`, "unlikely"],
  ["inline elements", "<p><b>un</b><i>like</i>ly <code>x</code>.</p>", "unlikely x."],
  ["old prices", "<p><s>$20</s><b>$10</b></p>", "~~$20~~$10"],
  ["ruby", "<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rt>じ</rt></ruby></p>", "漢(かん)字(じ)"],
  ["MathML", "<p><math><msup><mi>c</mi><mn>2</mn></msup></math></p>", "$c^2$"],
  ["options", "<select><option>S<option selected>M</select>", "S | ✓ M"],
  [
    "hidden by a style",
    `<style>.x{display:none}.y{visibility:hidden}.z{opacity:0}</style>a<p class=x>b</p><p class=y>c</p><p class=z>d</p>`,
    "a",
  ],
  ["hidden by attributes", `a<p hidden>b</p><p hidden=until-found>c</p><dialog>d</dialog><div popover>e</div>`, "a"],
  ["shown within the hidden", `<p style="visibility:hidden">a <b style="visibility:visible">b</b></p>`, "b"],
  ["a closed disclosure", "<details><summary>Sum</summary>a<p>b</p></details>", "Sum"],
  ["an open disclosure", "<details open><summary>Sum</summary><p>b</p></details>", "Sum\n\nb"],
  ["for screen readers alone", `a<span style="${clipped}">b</span>`, "a"],
  [
    "out of the page",
    `a<p style="position:absolute;left:-9999px">b</p><p style="position:fixed;transform:translateX(-200vw)">c</p>`,
    "a",
  ],
  ["folded up", `a<div style="height:0;overflow:hidden"><p>b</p></div>`, "a"],
  ["of no size", `a<p style="font-size:0">b</p>`, "a"],
  ["for eyes alone", `<p aria-hidden=true>a</p>`, "a"],
  [
    "a price in pieces",
    `<p><span style="${clipped}">$12.99</span><span aria-hidden=true>$<span>12</span><span>99</span></span></p>`,
    "$12.99",
  ],
  [
    "a drawing with words",
    `<svg width=200 height=100><title>t</title><text y=20>One</text><text y=50>Two</text></svg>`,
    "One\nTwo",
  ],
  ["a frame of its own text", `<p>a</p><iframe srcdoc="<p>Framed</p>"></iframe>`, "a\n\nFramed"],
  [
    "a shadow root",
    `<div><template shadowrootmode=open><p>Shadow <slot></slot></p></template>light</div>`,
    "Shadow light",
  ],
  [
    "a nested shadow root",
    `<x-a><template shadowrootmode=open><x-b><template shadowrootmode=open>in <slot></slot></template><slot></slot></x-b></template>out</x-a>`,
    "in out",
  ],
];

test("the text of a page is what one sees of it, and reading changes nothing", async ({ extension: { page } }) => {
  for (const [name, body, text] of PAGES) {
    await page.setContent(`<!DOCTYPE html>${body}`);
    const before = await page.content();
    expect.soft(await read(page), name).toEqual({ type: "page", text, shortened: false });
    expect.soft(await page.content(), name).toBe(before);
  }
});
