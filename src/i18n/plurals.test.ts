import { expect, it } from "vitest";
import english from "../../public/_locales/en/messages.json";
import russian from "../../public/_locales/ru/messages.json";
import { textsOf } from "./catalogue.ts";
import { listText } from "./lists.ts";
import { translatePlural } from "./plurals.ts";
import { setTexts } from "./translate.ts";

it.each([
  [english, 1, "gone in 1 day", "Delete your one conversation?"],
  [english, 1_234, "gone in 1,234 days", "Delete all 1,234 conversations?"],
  [russian, 1, "исчезнет через 1 день", "Удалить 1 беседу?"],
  [russian, 3, "исчезнет через 3 дня", "Удалить все 3 беседы?"],
  [russian, 11, "исчезнет через 11 дней", "Удалить все 11 бесед?"],
  [russian, 21, "исчезнет через 21 день", "Удалить 21 беседу?"],
  [russian, 112, "исчезнет через 112 дней", "Удалить все 112 бесед?"],
])("counts as the language does (case %#)", (language, count, days, question) => {
  setTexts(textsOf(language));
  expect(translatePlural("binGoneIn", count)).toBe(days);
  expect(translatePlural("deleteAllQuestion", count)).toBe(question);
});

it("puts further values behind the number", () => {
  setTexts(textsOf(english));
  expect(translatePlural("importPlan", 1, "12")).toBe("The file adds 1 conversation (messages in it: 12).");
});

it("takes the form for all other numbers where a language lacks one", () => {
  const { binGoneIn_few: _, ...without } = russian;
  setTexts(textsOf(without));
  expect(translatePlural("binGoneIn", 3)).toBe("исчезнет через 3 дня");
});

it("joins names as the language does", () => {
  setTexts(textsOf(russian));
  expect(listText(["один", "два", "три"])).toBe("один, два и три");
});
