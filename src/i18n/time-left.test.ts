import { expect, test } from "vitest";
import { timeLeft } from "./time-left.ts";
import { setTexts } from "./translate.ts";

test.each([
  [1, "1 sec", "1 с"],
  [90, "90 sec", "90 с"],
  [91, "2 min", "2 мин"],
  [5400, "90 min", "90 мин"],
  [5401, "2 hr", "2 ч"],
  [86_400, "24 hr", "24 ч"],
])("%i seconds", (seconds, english, russian) => {
  setTexts(() => "en");
  expect(timeLeft(seconds)).toBe(english);
  setTexts(() => "ru");
  expect(timeLeft(seconds).replaceAll("\u00a0", " ").replace(/\.$/, "")).toBe(russian);
});
