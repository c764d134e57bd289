import * as fc from "fast-check";
import { expect, it } from "vitest";
import { safeName } from "./download.ts";

it("keeps a name that every file system takes", () => {
  expect(safeName("Why do bees dance.md")).toBe("Why do bees dance.md");
  expect(safeName("v1.2 of “Пчёлы”.json")).toBe("v1.2 of “Пчёлы”.json");
});

it("leaves out what file systems refuse", () => {
  expect(safeName('a/b\\c: "d"?\n.md')).toBe("a b c d.md");
  expect(safeName("…/.md")).toBe("….md");
  expect(safeName("???.md")).toBe("sidenote.md");
  expect(safeName(".hidden.md")).toBe("hidden.md");
  expect(safeName("con.md")).toBe("sidenote.md");
  expect(safeName("safe\u202Edm.exe.md")).toBe("safe dm.exe.md");
});

it.each(["👩‍🚀", "🇩🇪", "👍🏽", "é", "नि", "🐝"])("never cuts %s in two", (character) => {
  for (const before of ["", "x", "xy", "xyz"]) {
    const base = safeName(`${before}${character.repeat(150)}.md`).slice(before.length, -".md".length);
    expect(base.replaceAll(character, "")).toBe("");
    expect(base.length).toBeGreaterThan(0);
  }
});

it("gives a name of at most 255 bytes for any title", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), (title) => {
      const name = safeName(`${title}.json`);
      expect(new TextEncoder().encode(name).length).toBeLessThan(255);
      expect(name).toMatch(/^[^\\/:*?"<>|]+\.json$/);
    }),
  );
});
