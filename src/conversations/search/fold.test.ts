import * as fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { fold, foldWithPlaces } from "./fold.ts";

describe("what is typed finds what is written", () => {
  it.each([
    ["don't", "don’t DON‘T donʼt don′t don´t"],
    ['"so"', "“so” „so‟ «so» ″so″ ＂so＂"],
    ["co-op", "co‑op co‐op co–op co—op co−op co－op"],
    ["hyphenation", "hyphen\u00adation HYPHEN\u200bATION hyphen\u2060ation"],
    ["abc123", "ＡＢＣ１２３ ａｂｃ①２３"],
    ["istanbul", "İSTANBUL İstanbul ISTANBUL Istanbul ıstanbul"],
    ["cafe", "café CAFÉ cafe\u0301 ｃａｆé"],
    ["angstrom", "Ångström ångstro\u0308m A\u030Angström"],
    ["strasse", "Straße STRASSE STRAẞE"],
    ["lodz", "Łódź ŁÓDŹ"],
    ["encyclopaedia", "Encyclopædia ENCYCLOPÆDIA"],
    ["ежик", "ёжик Ёжик Е\u0308ЖИК"],
    ["οδοσ", "οδός ΟΔΟΣ Οδος"],
    ["file", "ﬁle FILE"],
    ["ガラス", "ガラス ｶﾞﾗｽ カ\u3099ラス"],
    ["한국", "한국 \u1112\u1161\u11ab\u1100\u116e\u11a8"],
    ["مدرسة", "مَدْرَسَة مدرســة"],
    ["שלום", "שָׁלוֹם"],
    ["tm 2 ...", "™ ² …"],
    ["👩💻", "👩\u200d💻"],
  ])("%s", (typed, written) => {
    for (const word of written.split(" ").length === typed.split(" ").length ? [written] : written.split(" ")) {
      expect(fold(word)).toBe(fold(typed));
    }
  });
});

test("what makes another word is told apart", () => {
  for (const [one, other] of [
    ["が", "か"],
    ["कि", "का"],
    ["ก่า", "กา"],
    ["가", "각"],
    ["o", "0"],
    ["won't", "wont"],
  ] as const) {
    expect(fold(one)).not.toBe(fold(other));
  }
});

const any = fc.oneof(
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.string({
    maxLength: 12,
    unit: fc.constantFrom(
      ..."aBİıßẞé’‑Ａﬁ…½ΣςぁｶﾞがㄱㅏＫ한ﾡￂ🐝\u0301\u0308\u3099\u0327\u00ad\u200d\u0000\u094d\u11a8\u1161\u1100´\u0345",
    ),
  }),
);

test("folding twice is folding once", () => {
  fc.assert(
    fc.property(any, (text) => {
      expect(fold(fold(text))).toBe(fold(text));
    }),
    { numRuns: 5_000 },
  );
});

test("each place of the folded text leads to the letters that it comes from", () => {
  fc.assert(
    fc.property(any, any, any, (before, sought, after) => {
      const text = before + sought + after;
      const { folded, range } = foldWithPlaces(text);
      expect(folded).toBe(fold(text));
      const whole = range(0, folded.length);
      expect(fold(text.slice(whole.start, whole.end))).toBe(folded);
      const term = fold(sought);
      const at = folded.indexOf(term);
      if (term === "" || at < 0) return;
      const { start, end } = range(at, at + term.length);
      expect(fold(text.slice(start, end))).toContain(term);
    }),
    { numRuns: 5_000 },
  );
});

test("the place is the smallest: neither the letter before nor the one after", () => {
  const place = (text: string, typed: string) => {
    const { folded, range } = foldWithPlaces(text);
    const { start, end } = range(folded.indexOf(typed), folded.indexOf(typed) + typed.length);
    return text.slice(start, end);
  };
  expect(place("İİ und Bienen", "bienen")).toBe("Bienen");
  expect(place("ein Cafe\u0301 dort", "cafe")).toBe("Cafe\u0301");
  expect(place("Die Straße dort", "strasse")).toBe("Straße");
  expect(place("Die Straße dort", "stras")).toBe("Straß");
  expect(place("soft\u00adware", "ware")).toBe("ware");
  expect(place("don’t", "don't")).toBe("don’t");
  expect(place("👨‍👩‍👧 bees", "bees")).toBe("bees");
});
