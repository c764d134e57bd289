import * as fc from "fast-check";
import { expect, test } from "vitest";
import { fold } from "./fold.ts";
import { queryTerms } from "./search-text.ts";
import { markTerms, snippetOf } from "./snippet.ts";

const words = (count: number, word: string) => Array(count).fill(word).join(" ");

test("a short text is there as a whole, in one line, with the hit as it is written", () => {
  expect(snippetOf("  Why do\n\n BEES dance? ", ["bees"])).toEqual({
    before: "Why do ",
    match: "BEES",
    after: " dance?",
  });
});

test("a long text is cut on both sides, and says so", () => {
  const { before, match, after } = snippetOf(`${words(50, "left")} bees ${words(50, "right")}`, ["bees"]);
  expect(match).toBe("bees");
  expect(before).toMatch(/^…/);
  expect(after).toMatch(/…$/);
  expect(before.length).toBeLessThanOrEqual(41);
  expect(after.length).toBeLessThanOrEqual(91);
});

test("the first word of the query is shown, at its first place", () => {
  expect(snippetOf("one bees two wax three bees", ["wax", "bees"])).toMatchObject({
    before: "one bees two ",
    match: "wax",
  });
  expect(snippetOf("one bees two bees", ["bees"])).toMatchObject({ before: "one " });
});

test.each([
  ["a letter that grows when folded", "İstanbul and the ", "bees", ""],
  ["an accent that is written apart", "cafe\u0301 and the ", "bees", ""],
  ["a sign that nobody sees", "soft\u00adware and the ", "be\u00ades", " there"],
  ["full width", "ｃａｆé: ", "ＢＥＥＳ", "。"],
])("%s moves no mark to a wrong place", (_, before, match, after) => {
  expect(snippetOf(before + match + after, ["bees"])).toEqual({ before, match, after });
  expect(markTerms(before + match + after, ["bees"]).filter(({ marked }) => marked)).toMatchObject([{ text: match }]);
});

test("a snippet begins and ends with whole characters, and marks whole ones", () => {
  const family = "👨‍👩‍👧";
  const text = `${family.repeat(20)} bees ${"e\u0301🇩🇪".repeat(60)}`;
  const { before, after } = snippetOf(text, ["bees"]);
  expect(before).toBe(`…${family.repeat(before.split(family).length - 1)} `);
  expect(after.slice(0, -1)).toMatch(/^ (?:e\u0301🇩🇪)+(?:e\u0301)?$/);
  expect(snippetOf(`a ${family} b`, queryTerms("👩"))).toEqual({ before: "a ", match: family, after: " b" });
});

test("a word that is not there, and no word at all, give the beginning", () => {
  expect(snippetOf("Why?", ["bees"])).toEqual({ before: "", match: "", after: "Why?" });
  expect(snippetOf("", ["bees"])).toEqual({ before: "", match: "", after: "" });
});

test("what is marked is always what was looked for, and all of it comes from the text", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "B", "b", " ", "é", "İ", "🐝", "\n"), maxLength: 200 });
  fc.assert(
    fc.property(text, text, (whole, query) => {
      const terms = queryTerms(query);
      const { before, match, after } = snippetOf(whole, terms);
      if (match !== "") expect(fold(match)).toBe(terms[0]);
      const line = whole.replace(/\s+/g, " ").trim();
      expect(line).toContain((before + match + after).replace(/^…|…$/g, ""));
    }),
    { numRuns: 1_000 },
  );
});

test("each place of each word is marked, also where they touch, and the pieces make the text", () => {
  const pieces = markTerms("Bees, bees and wax: waxbees", ["bees", "wax", "ax"]);
  expect(pieces.map(({ text, marked }) => (marked ? `[${text}]` : text)).join("")).toBe(
    "[Bees], [bees] and [wax]: [waxbees]",
  );
  expect(markTerms("İstanbul bees", ["bees"])).toMatchObject([
    { start: 0, text: "İstanbul ", marked: false },
    { start: 9, text: "bees", marked: true },
  ]);
  expect(markTerms("", ["bees"])).toEqual([]);
});

test("a snippet begins and ends between whole characters", () => {
  for (const filler of ["😀", "👨‍👩‍👧", "e\u0301", "🇩🇪"]) {
    for (const shift of ["", "x", "xx", "xxx"]) {
      const { before, match, after } = snippetOf(`${filler.repeat(60)}${shift} bees ${shift}${filler.repeat(90)}`, [
        "bees",
      ]);
      expect(match).toBe("bees");
      for (const text of [before, after]) expect(text.isWellFormed(), `${filler} ${shift}`).toBe(true);
      expect(after.replaceAll(/^ x*|…$/g, "").replaceAll(filler, ""), filler).toBe("");
    }
  }
});
