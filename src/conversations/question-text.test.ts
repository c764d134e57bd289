import { expect, test } from "vitest";
import { tidyQuestion } from "./question-text.ts";

test.each([
  ["Why?", "Why?"],
  ["\n \n  Why?\n\n", "  Why?"],
  ["    if x:\n        y()\n    \n", "    if x:\n        y()"],
  ["\t- a\n\t- b", "\t- a\n\t- b"],
  ["\r\n\r\n  a\r\n", "  a"],
  [" Why?", "Why?"],
  [" \n ", ""],
  ["", ""],
])("%j is kept as %j", (text, kept) => {
  expect(tidyQuestion(text)).toBe(kept);
});
