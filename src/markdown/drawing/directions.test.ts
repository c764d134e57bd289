// @vitest-environment happy-dom
import { expect, it } from "vitest";
import { createParser } from "../parser.ts";
import { directionOf, setDirections } from "./directions.ts";

it.each([
  ["words of one script", "Some words", "ltr"],
  ["words of the other", "כמה מילים", "rtl"],
  ["a name, and what is said about it", "TypeScript היא שפת תכנות", "rtl"],
  ["a word that is explained", "سلام is the usual greeting", "ltr"],
  ["half and half", "React בעברית", "rtl"],
  ["half and half, the other way", "שלום hello", "rtl"],
  ["an address is no word", "https://example.com/a/b www.example.com שלום", "rtl"],
  ["numbers and signs", "12 % … 🙂", undefined],
  ["Arabic letters in their presentation forms", "ﷺ ﻻ", "rtl"],
])("%s: %s", (_, text, direction) => {
  expect(directionOf(text)).toBe(direction);
});

/** Of the block that comes first, or of that at `index`. */
function directionsIn(text: string, index = 0): [string, string][] {
  const { parse, render } = createParser("chat");
  document.body.innerHTML = render(parse(`${text}\n\n[^1]: x`).blocks.slice(index, index + 1)).html;
  setDirections(document.body);
  return Array.from(document.body.querySelectorAll<HTMLElement>("[dir]"), ({ localName, dir }) => [localName, dir]);
}

it("goes by item, cell and quote, and by the whole for what holds them", () => {
  expect(directionsIn("- Python היא שפה\n- `let a` שלום לך\n- only English here\n  - עברית")).toEqual([
    ["ul", "rtl"],
    ["li", "rtl"],
    ["li", "rtl"],
    ["li", "ltr"],
    ["ul", "rtl"],
    ["li", "rtl"],
  ]);
  expect(directionsIn("| API שלו | b |\n|---|---|\n| אחת שתיים | 12 |")).toEqual([
    ["table", "rtl"],
    ["th", "rtl"],
    ["th", "ltr"],
    ["td", "rtl"],
  ]);
  expect(directionsIn("> React זה ספרייה טובה")).toEqual([
    ["blockquote", "rtl"],
    ["p", "rtl"],
  ]);
  expect(directionsIn("## GPT מודל שפה")).toEqual([["h2", "rtl"]]);
});

it("has a note begin on the side of its first block", () => {
  expect(directionsIn("One[^a].\n\n[^a]: המקור.\n\n    A second paragraph, in English.", 2)).toEqual([
    ["section", "rtl"],
    ["p", "rtl"],
    ["p", "ltr"],
  ]);
});

it("says nothing where there is nothing to say", () => {
  expect(directionsIn("Only English, **bold**")).toEqual([]);
});

it("hardly ever turns round while a text grows", () => {
  const text = "JavaScript היא שפת תכנות שרצה בדפדפן, וגם ב-Node.js וב-Deno, עם npm ו-Vite, והיא נפוצה מאוד בעולם";
  const seen = Array.from(text, (_, index) => directionOf(text.slice(0, index + 1)));
  const turns = seen.filter((direction, index) => index > 0 && direction !== seen[index - 1]);
  expect(turns).toEqual(["rtl"]);
});
