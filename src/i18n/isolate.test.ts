import { expect, it } from "vitest";
import { isolate } from "./isolate.ts";

const isolated = (value: string) => `\u2068${value}\u2069`;

it.each([
  ["ltr", "Bees", false],
  ["ltr", "Пчёлы", false],
  ["ltr", "1,234", false],
  ["ltr", "", false],
  ["ltr", "דבורים", true],
  ["ltr", "React היא ספרייה", true],
  ["ltr", "evil \u202Etxt.exe", true],
  ["rtl", "chatgptt.me", true],
  ["rtl", "דבורים (2)", true],
  ["rtl", "١٬٢٣٤", false],
  ["rtl", "12", false],
])("in a text that runs %s, %j is kept apart: %s", (direction, value, isApart) => {
  expect(isolate(value, direction)).toBe(isApart ? isolated(value) : value);
});
