// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import { livingPage } from "./page-view.ts";
import { readSelection } from "./selection.ts";

let wasUsed = true;
Object.defineProperty(navigator, "userActivation", { get: () => ({ hasBeenActive: wasUsed }) });

beforeEach(() => {
  wasUsed = true;
  document.body.innerHTML = "";
  getSelection()?.removeAllRanges();
});

/** Selects from the start of one element's text to the end of another's. */
function select(html: string, from: string, to = from): string {
  document.body.innerHTML = html;
  const [first, last] = [from, to].map((selector) => document.querySelector(selector)?.firstChild);
  if (first && last) getSelection()?.setBaseAndExtent(first, 0, last, last.nodeValue?.length ?? last.childNodes.length);
  return readSelection(document, livingPage).text;
}

describe("readSelection", () => {
  it("gives nothing where nothing is selected", () => {
    expect(readSelection(document, livingPage)).toEqual({ text: "", isClosed: false });
  });

  it("takes what is between the ends alone", () => {
    document.body.innerHTML = "<p>Bees dance</p><p>in the dark</p><p>at noon</p>";
    const [first, second] = Array.from(document.querySelectorAll("p"), ({ firstChild }) => firstChild);
    if (first && second) getSelection()?.setBaseAndExtent(first, 5, second, 6);
    expect(readSelection(document, livingPage).text).toBe("dance\n\nin the");
  });

  it("keeps cells apart and powers raised", () => {
    const table = "<table><tr><td class=a>Alba</td><td><i>10</i><sup>3</sup></td><td class=b>1999</td></tr></table>";
    expect(select(table, ".a", ".b")).toBe("Alba | 10^3 | 1999");
  });

  it("takes no part of one item for a list", () => {
    expect(select("<ul><li class=a>Lemon</li><li class=b>Lime</li></ul>", ".a")).toBe("Lemon");
    expect(select("<ul><li class=a>Lemon</li><li class=b>Lime</li></ul>", ".a", ".b")).toBe("- Lemon\n- Lime");
  });

  it("leaves out what cannot be selected, and what is not seen", () => {
    const line = `<p class=a>one</p><p style="user-select: none">2</p><p style="display: none">3</p><p class=b>four</p>`;
    expect(select(line, ".a", ".b")).toBe("one\n\nfour");
  });

  it("takes what is selected in the field in which the person is, once they have used the page", () => {
    document.body.innerHTML = "<textarea>Bees dance</textarea>";
    const field = document.querySelector("textarea");
    field?.focus();
    field?.setSelectionRange(5, 10);
    expect(readSelection(document, livingPage).text).toBe("dance");
    wasUsed = false;
    expect(readSelection(document, livingPage).text).toBe("");
  });

  it("is told that the person is in a frame that cannot be read", () => {
    document.body.innerHTML = "<p class=a>Outside</p><iframe></iframe>";
    const frame = document.querySelector("iframe");
    Object.defineProperty(frame, "contentDocument", { value: null });
    Object.defineProperty(document, "activeElement", { value: frame, configurable: true });
    expect(readSelection(document, livingPage)).toEqual({ text: "", isClosed: true });
    Reflect.deleteProperty(document, "activeElement");
    expect(readSelection(document, livingPage).isClosed).toBe(false);
  });
});
