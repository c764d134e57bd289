// @vitest-environment happy-dom
import { expect, it } from "vitest";
import { morphChildren, RESULT_ATTRIBUTE } from "./morph.ts";

function elementOf(html: string): HTMLElement {
  const element = document.createElement("div");
  element.innerHTML = html;
  return element;
}

/** Changes what is shown into what is wanted, and gives it. */
function morph(shown: HTMLElement, wanted: string): HTMLElement {
  morphChildren(shown, elementOf(wanted));
  return shown;
}

const code = (text: string) =>
  `<div class="code"><button data-control="wrap" aria-pressed="false">Wrap lines</button><pre>${text}</pre></div>`;

it("leaves what a person has set while a block grows", () => {
  const shown = elementOf(code("one"));
  const pre = shown.querySelector("pre");
  shown.querySelector(".code")?.setAttribute("data-wrapped", "");
  shown.querySelector("button")?.setAttribute("aria-pressed", "true");
  morph(shown, `<p>Above</p>${code("one\ntwo")}`);
  expect(shown.querySelector(".code")?.hasAttribute("data-wrapped")).toBe(true);
  expect(shown.querySelector("button")?.getAttribute("aria-pressed")).toBe("true");
  expect(shown.querySelector("pre")).toBe(pre);
  expect(pre?.textContent).toBe("one\ntwo");
});

it("takes and leaves all other attributes as they are wanted", () => {
  const shown = morph(elementOf('<p dir="rtl" lang="he">a</p>'), '<p dir="ltr" title="b">a</p>');
  expect(shown.innerHTML).toBe('<p dir="ltr" title="b">a</p>');
});

it("leaves a button alone that says what became of it", () => {
  const shown = elementOf(`<button data-control="copy-code" ${RESULT_ATTRIBUTE}="">Copied</button>`);
  morph(shown, '<button data-control="copy-code">Copy</button><i>more</i>');
  expect(shown.textContent).toBe("Copiedmore");
});

it("keeps text nodes that grow, and elements that are the same", () => {
  const shown = elementOf("<p>one <b>two</b> thr</p>");
  const [first, bold, last] = shown.firstElementChild?.childNodes ?? [];
  morph(shown, "<p>one <b>two</b> three</p><p>four</p>");
  expect([...(shown.firstElementChild?.childNodes ?? [])]).toEqual([first, bold, last]);
  expect(shown.innerHTML).toBe("<p>one <b>two</b> three</p><p>four</p>");
});

it("removes what is wanted no more, and puts another kind in its place", () => {
  expect(morph(elementOf("<p>a</p><ul><li>b</li></ul><p>c</p>"), "<h2>a</h2><p>c</p>").innerHTML).toBe(
    "<h2>a</h2><p>c</p>",
  );
});
