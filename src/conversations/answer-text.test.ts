import { expect, it } from "vitest";
import { answerText } from "./answer-text.ts";

it.each([
  ["<think>Hm, bees.</think>\n\nHoney.", "Honey."],
  ["<thinking>\nHm.\n</thinking>\nHoney.", "Honey."],
  ["Hm, bees.\n</think>\n\nHoney.", "Honey."],
  ["Honey.", "Honey."],
  ["Write `<think>` for it.", "Write `<think>` for it."],
])("of an old answer holds no thinking: %j", (text, shown) => {
  expect(answerText({ role: "assistant", state: "done", text })).toBe(shown);
});

it("is as it was asked, and as it comes", () => {
  const text = "<think>a</think>b";
  expect(answerText({ role: "user", state: "done", text })).toBe(text);
  expect(answerText({ role: "assistant", state: "streaming", text })).toBe(text);
});
