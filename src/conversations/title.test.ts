import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { titleFrom, titleOf } from "./title.ts";

describe("titleFrom", () => {
  it("takes the first line with words, without marks of Markdown", () => {
    expect(titleFrom("\n  \n> \n>> # Why do bees dance?\nTell me more")).toBe("Why do bees dance?");
  });

  it("gives nothing for a question without words", () => {
    expect(titleFrom(" \n> \n##")).toBe("");
  });

  it("leaves a line of 80 characters as it is", () => {
    const line = "é".repeat(80);
    expect(titleFrom(line)).toBe(line);
  });

  it("cuts a longer line at a word", () => {
    const title = titleFrom("word ".repeat(30));
    expect(title).toBe(`${"word ".repeat(15)}word…`);
    expect(title.length).toBeLessThanOrEqual(81);
  });

  it("cuts a line whose only space comes early at 80 characters", () => {
    expect(titleFrom(`a ${"b".repeat(200)}`)).toBe(`a ${"b".repeat(78)}…`);
  });

  it("counts characters and never cuts one in two", () => {
    expect(titleFrom("🐝".repeat(80))).toBe("🐝".repeat(80));
    expect(titleFrom("🐝".repeat(81))).toBe(`${"🐝".repeat(80)}…`);
  });

  it.each([
    ["```python\ndef f():\n    return 1\n```\nWhat does this do?", "What does this do?"],
    ["```python\ndef f():\n    return 1\n```", "def f():"],
    ['~~~\n{\n  "a": 1\n}', '"a": 1'],
    ["```js let x```", "```js let x```"],
    ["---\nWhat is this?", "What is this?"],
    ["***\n===\n- - -\nWhat is this?", "What is this?"],
    ["- [ ] Feed the bees\n- Sleep", "Feed the bees"],
    ["-5 degrees?", "-5 degrees?"],
    ["???", "???"],
    ["> Bees dance.\n\nWhy?", "Bees dance."],
  ])("finds what %j is about", (question, title) => {
    expect(titleFrom(question)).toBe(title);
  });

  it("tells of an instruction what it is about", () => {
    expect(titleFrom("Fix this:\n```js\nlet a\n```")).toBe("Fix this: let a");
    expect(titleFrom("Переведи：\n\nПчёлы")).toBe("Переведи: Пчёлы");
    expect(titleFrom("Summarise the following text in a few short points:\n\nBees\n\nThey dance.")).toBe(
      "Summarise the following text…: Bees",
    );
    expect(titleFrom("What do you mean by this:")).toBe("What do you mean by this:");
  });

  it("names two texts apart, whatever the instruction is", () => {
    const text = fc.stringMatching(/^[a-z]{3,20}$/);
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z][a-z ]{5,200}[a-z]:$/), text, text, (instruction, one, other) => {
        fc.pre(one !== other);
        expect(titleFrom(`${instruction}\n\n${one}`)).not.toBe(titleFrom(`${instruction}\n\n${other}`));
      }),
    );
  });

  it("is one line of at most 81 characters, for any question", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (question) => {
        const title = titleFrom(question);
        expect(title).not.toContain("\n");
        expect(Array.from(new Intl.Segmenter().segment(title)).length).toBeLessThanOrEqual(81);
      }),
    );
  });

  it("never cuts a character of several signs in two", () => {
    expect(titleFrom("👩‍🚀".repeat(81))).toBe(`${"👩‍🚀".repeat(80)}…`);
  });
});

describe("titleOf", () => {
  it("names what an instruction was used on", () => {
    expect(titleOf("Summarise", "Bees dance")).toBe("Summarise: Bees dance");
    expect(titleOf("Summarise", "word ".repeat(30))).toBe(`Summarise: ${"word ".repeat(12)}word…`);
  });
});
