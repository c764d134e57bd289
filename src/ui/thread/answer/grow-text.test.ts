// @vitest-environment happy-dom
import * as fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { addedTo, growText } from "./grow-text.ts";

test.each([
  ["", "Hm", "Hm"],
  ["Hm", "Hm", ""],
  ["Hm", "Hm, bees", ", bees"],
  ["Hm, bees", "Hm", undefined],
  ["Hm, bees", "Oh, bees", undefined],
])("%j became %j", (before, text, added) => {
  expect(addedTo(before, text)).toBe(added);
});

function grown(...parts: readonly string[]): HTMLElement {
  const element = document.createElement("div");
  for (const part of parts) growText(element, part);
  return element;
}
const lengthsOf = ({ children }: HTMLElement) => Array.from(children, ({ textContent }) => textContent.length);

describe("a text that grows", () => {
  it("is what came, whatever its pieces", () => {
    const line = fc.string({ unit: "grapheme", maxLength: 40 }).map((text) => text.repeat(300));
    fc.assert(
      fc.property(fc.array(fc.oneof(line, fc.constant("\n")), { maxLength: 30 }), (parts) => {
        expect(grown(...parts).textContent).toBe(parts.join(""));
      }),
      { numRuns: 50 },
    );
  });

  it("is never markup", () => {
    const element = grown("<b>no", "</b> &amp;");
    expect(element.textContent).toBe("<b>no</b> &amp;");
    expect(element.querySelector("b")).toBeNull();
  });

  it("begins a new piece at the end of a line, so that none is long", () => {
    expect(lengthsOf(grown(...Array.from({ length: 300 }, () => `${"x".repeat(99)}\n`)))).toEqual([
      8_000, 8_000, 8_000, 6_000,
    ]);
    expect(lengthsOf(grown(`${"x".repeat(99)}\n`.repeat(300)))).toEqual([8_000, 8_000, 8_000, 6_000]);
  });

  it("begins one within a line that does not end, and cuts no character", () => {
    expect(lengthsOf(grown("x".repeat(40_000)))).toEqual([16_000, 16_000, 8_000]);
    expect(lengthsOf(grown("x".repeat(15_999), "🐝🐝"))).toEqual([15_999, 4]);
  });

  it("leaves the pieces before the last as they are", () => {
    const element = grown("x\n".repeat(8_000));
    const [first] = element.children;
    const text = first?.firstChild;
    growText(element, "more");
    expect(element.firstElementChild).toBe(first);
    expect(first?.firstChild).toBe(text);
    expect(element.lastElementChild?.textContent).toBe("more");
  });
});
