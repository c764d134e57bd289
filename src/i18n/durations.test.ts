import { expect, test } from "vitest";
import english from "../../public/_locales/en/messages.json";
import russian from "../../public/_locales/ru/messages.json";
import { textsOf } from "./catalogue.ts";
import { durationText } from "./durations.ts";
import { setTexts } from "./translate.ts";

test.each([
  [0, "0 s", "0 с"],
  [4_249, "4.2 s", "4,2 с"],
  [9_949, "9.9 s", "9,9 с"],
  [9_950, "10 s", "10 с"],
  [59_499, "59 s", "59 с"],
  [59_500, "1 min 0 s", "1 мин 0 с"],
  [90_000, "1 min 30 s", "1 мин 30 с"],
  [3_600_000_000, "60,000 min 0 s", "60 000 мин 0 с"],
])("%i ms", (ms, inEnglish, inRussian) => {
  setTexts(textsOf(english));
  expect(durationText(ms)).toBe(inEnglish);
  setTexts(textsOf(russian));
  expect(durationText(ms).replaceAll("\u00a0", " ")).toBe(inRussian);
});
