import { expect, it } from "vitest";
import english from "../../public/_locales/en/messages.json";
import russian from "../../public/_locales/ru/messages.json";
import { textsOf } from "./catalogue.ts";
import { setTexts, translate } from "./translate.ts";

it("says what is missing where no texts have been set", () => {
  expect(() => translate("undo")).toThrow("undo");
});

it("gives texts with their values, in the language that was set last", () => {
  setTexts(textsOf(english));
  expect(translate("versionShown", "2", "3")).toBe("Version 2 of 3");
  setTexts(textsOf(russian));
  expect(translate("versionShown", "2", "3")).toBe("Вариант 2 из 3");
});

it("puts values in as they are, whatever they hold", () => {
  setTexts(textsOf(english));
  expect(translate("deleted", "$2 & $1 $$ <b>")).toBe("Deleted “$2 & $1 $$ <b>”");
});

it("keeps a title from the right apart from the words around it", () => {
  setTexts(textsOf(english));
  expect(translate("deleted", "דבורים (2)")).toBe("Deleted “\u2068דבורים (2)\u2069”");
  setTexts(textsOf({ ...english, languageDirection: { message: "rtl" } }));
  expect(translate("deleted", "Bees (2)")).toBe("Deleted “\u2068Bees (2)\u2069”");
});

it("is empty where a catalogue lacks a text", () => {
  setTexts(textsOf({}));
  expect(translate("undo")).toBe("");
});
