import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import english from "../public/_locales/en/messages.json";
import { ROOT, shipped } from "./source-files.ts";

/** A key of a text that stands in the catalogue once a plural form, and that form. */
const PLURAL = /^(\w+)_(zero|one|two|few|many|other)$/;

/** Keys that a file names: those given to `translate`, and all words in quotes where it has a table of keys. */
function usedKeys(text: string): string[] {
  const places = /\b(?:MessageKey|PluralKey)\b/.test(text)
    ? [text]
    : Array.from(text.matchAll(/\btranslate(?:Plural)?\(/g), ({ index, 0: call }) =>
        parenthesis(text, index + call.length - 1),
      );
  return places.flatMap((place) => Array.from(place.matchAll(/"(\w+)"/g), ([, key = ""]) => key));
}

/** From an opening parenthesis to the one that closes it. */
function parenthesis(text: string, start: number): string {
  let depth = 0;
  for (let end = start; end < text.length; end += 1) {
    if (text[end] === "(") depth += 1;
    if (text[end] === ")") depth -= 1;
    if (depth === 0) return text.slice(start, end);
  }
  return text.slice(start);
}

type Texts = Record<string, { message: string; description?: string }>;

/** Every language that Sidenote speaks. */
const LANGUAGES = readdirSync(join(ROOT, "public/_locales")).map(
  (language) =>
    [
      language,
      JSON.parse(readFileSync(join(ROOT, `public/_locales/${language}/messages.json`), "utf8")) as Texts,
    ] as const,
);

/** How many numbers up to 1,000 a language says in a plural form. */
function numbersOf(language: string, form: string): number {
  const rules = new Intl.PluralRules(language);
  return Array.from({ length: 1_001 }, (_, number) => rules.select(number)).filter((each) => each === form).length;
}

describe("the texts of the interface", () => {
  const keys = Object.keys(english);

  const textOf = (texts: Texts, key: string) => texts[key]?.message ?? "";
  const valuesOf = (text: string) => [...new Set(text.match(/\$\d/g))].toSorted();
  const pluralsOf = (texts: Texts) => [...new Set(Object.keys(texts).flatMap((key) => PLURAL.exec(key)?.[1] ?? []))];

  it.each(LANGUAGES)("are all there in %s, and none is empty", (_, texts) => {
    const singular = (all: Texts) => Object.keys(all).filter((key) => !PLURAL.test(key));
    expect(singular(texts).toSorted()).toEqual(singular(english).toSorted());
    expect(pluralsOf(texts).toSorted()).toEqual(pluralsOf(english).toSorted());
    expect(Object.keys(texts).filter((key) => textOf(texts, key).trim() === "")).toEqual([]);
  });

  it.each(LANGUAGES)("have in %s each plural form that the language has, and no other", (language, texts) => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const wanted = pluralsOf(texts).flatMap((name) => forms.map((form) => `${name}_${form}`));
    expect(wanted.length).toBeGreaterThan(10);
    expect(
      Object.keys(texts)
        .filter((key) => PLURAL.test(key))
        .toSorted(),
    ).toEqual(wanted.toSorted());
  });

  it.each(LANGUAGES)("hold in %s the same values as in English", (language, texts) => {
    const wrong = Object.keys(texts).filter((key) => {
      const [, name, form = ""] = PLURAL.exec(key) ?? [];
      const wanted = valuesOf(textOf(english, name === undefined ? key : `${name}_other`));
      const values = valuesOf(textOf(texts, key));
      // The number can be left to the words where the form is for that number alone: "your one conversation".
      const isWordy = name !== undefined && numbersOf(language, form) === 1;
      return String(values) !== String(wanted) && !(isWordy && String(values) === String(wanted.slice(1)));
    });
    expect(wrong).toEqual([]);
  });

  it("leave the number to the words only where a form is for one number", () => {
    expect([numbersOf("en", "one"), numbersOf("ar", "two"), numbersOf("ar", "zero")]).toEqual([1, 1, 1]);
    expect(numbersOf("ru", "one")).toBeGreaterThan(1);
    // French counts 0 as 1.
    expect(numbersOf("fr", "one")).toBe(2);
  });

  it("are all used", () => {
    const used = new Set(shipped.flatMap(({ text }) => usedKeys(text)));
    const manifest = readFileSync(join(ROOT, "wxt.config.ts"), "utf8");
    const unused = keys.filter(
      (key) => !used.has(key) && !used.has(PLURAL.exec(key)?.[1] ?? "") && !manifest.includes(`__MSG_${key}__`),
    );
    expect(unused).toEqual([]);
  });

  it("tell translators what each is and where it stands, and what each value is", () => {
    const texts: Texts = english;
    const lacking = Object.entries(texts).filter(
      ([, { message, description = "" }]) =>
        !/^.{10,200}[.:]$/.test(description) || valuesOf(message).some((value) => !description.includes(value)),
    );
    expect(lacking.map(([key]) => key)).toEqual([]);
  });

  it("are whole sentences: none is made of another one that goes into it", () => {
    const glued = shipped.flatMap(({ path, text }) =>
      Array.from(text.matchAll(/\btranslate(?:Plural)?\(/g), ({ index, 0: call }) =>
        parenthesis(text, index + call.length - 1),
      )
        .filter((call) => /\btranslate(?:Plural)?\(/.test(call))
        .map((call) => `${path}: ${call}`),
    );
    expect(glued).toEqual([]);
  });

  it("are there for every name in the manifest", () => {
    const manifest = readFileSync(join(ROOT, "wxt.config.ts"), "utf8");
    const names = Array.from(manifest.matchAll(/__MSG_(\w+?)__/g), ([, name]) => name);
    expect(names).not.toEqual([]);
    expect(names.filter((name) => !keys.includes(name ?? ""))).toEqual([]);
  });

  it("are given as many values as they hold", () => {
    const calls = shipped.flatMap(({ path, text }) =>
      Array.from(text.matchAll(/\btranslate\("(\w+)"\)/g), ([, key = ""]) => ({ path, key })),
    );
    expect(calls.filter(({ key }) => textOf(english, key).includes("$1"))).toEqual([]);
  });
});
