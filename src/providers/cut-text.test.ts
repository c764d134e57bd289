import { expect, test } from "vitest";
import { ChatError } from "./chat-error.ts";
import { characterStart, cutText } from "./cut-text.ts";

const FAMILY = "\u{1F468}\u200D\u{1F469}\u200D\u{1F467}";

test.each([
  ["abc", 2, "ab"],
  ["abc", 3, "abc"],
  ["abc", 0, ""],
  ["a\u{1F600}b", 2, "a"],
  ["a\u{1F600}b", 3, "a\u{1F600}"],
  [`a${FAMILY}b`, 4, "a"],
  [`a${FAMILY}b`, 9, `a${FAMILY}`],
  ["e\u0301x", 1, ""],
  [`${"x".repeat(100)}\u{1F600}`, 101, "x".repeat(100)],
  // Longer than any character is: cut all the same, but never within a pair.
  [`a${"\u0301".repeat(200)}`, 100, `a${"\u0301".repeat(99)}`],
])("%j cut after %i", (text, length, cut) => {
  expect(cutText(text, length)).toBe(cut);
});

test("no place of a text is in the middle of a pair", () => {
  const text = "\u{1F600}".repeat(50) + FAMILY.repeat(20) + "\u{1F1E9}\u{1F1EA}".repeat(40);
  for (let at = -1; at <= text.length + 1; at += 1) {
    const start = characterStart(text, at);
    expect(text.slice(0, start).isWellFormed(), `${at}`).toBe(true);
    expect(start).toBeLessThanOrEqual(Math.max(0, at));
  }
});

test("an error keeps a site's words whole and short, and none of them in its message", () => {
  const error = new ChatError("site-error", { detail: `${"x".repeat(299)}\u{1F600}`, status: 500 });
  expect(error.detail).toBe("x".repeat(299));
  expect(error.message).toBe("site-error");
  expect(String(error)).toBe("ChatError: site-error");
});
