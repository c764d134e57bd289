import { expect, test } from "vitest";
import english from "../../../../public/_locales/en/messages.json";
import russian from "../../../../public/_locales/ru/messages.json";
import { textsOf } from "../../../i18n/catalogue.ts";
import { setTexts } from "../../../i18n/translate.ts";
import { factsText } from "./facts-text.ts";

test.each([
  [{}, undefined, undefined],
  [{ usage: {} }, undefined, undefined],
  [{ durationMs: 4_200 }, "4.2 s", "4,2 с"],
  [{ usage: { inputTokens: 1 } }, "1 token in", "1 токен на входе"],
  [
    { usage: { inputTokens: 12_345, outputTokens: 0 }, durationMs: 90_000 },
    "12,345 tokens in · 0 tokens out · 1 min 30 s",
    "12 345 токенов на входе · 0 токенов на выходе · 1 мин 30 с",
  ],
])("of %j is told what is known", (answer, inEnglish, inRussian) => {
  setTexts(textsOf(english));
  expect(factsText(answer)).toBe(inEnglish);
  setTexts(textsOf(russian));
  expect(factsText(answer)?.replaceAll("\u00a0", " ")).toBe(inRussian);
});
