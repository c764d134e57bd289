import { expect, test, vi } from "vitest";
import english from "../../../public/_locales/en/messages.json";
import { CHAT_ERROR_KINDS } from "../../providers/chat-error.ts";
import { errorActions } from "../thread/errors/error-actions.ts";
import { errorText } from "./error-text.ts";

vi.mock("wxt/browser", () => ({
  browser: {
    i18n: {
      getMessage(key: string, values: string[]) {
        const texts: Record<string, { message: string }> = english;
        return (texts[key]?.message ?? "").replaceAll(
          /\$(\d)/g,
          (_, number: string) => values[Number(number) - 1] ?? "$?",
        );
      },
    },
  },
}));

test.each(CHAT_ERROR_KINDS)("a failure of kind %s has a sentence and at least one button", (kind) => {
  const sentence = errorText(kind, "chat.example");
  expect(sentence).toMatch(/^(\p{Lu}|chat\.example).{10,}[.!?]$/u);
  expect(sentence).not.toContain("$");
  const actions = errorActions(kind);
  expect(actions.length).toBeGreaterThan(0);
  expect(new Set(actions).size).toBe(actions.length);
});
