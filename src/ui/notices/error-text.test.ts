import { expect, test } from "vitest";
import english from "../../../public/_locales/en/messages.json";
import { textsOf } from "../../i18n/catalogue.ts";
import { setTexts } from "../../i18n/translate.ts";
import { CHAT_ERROR_KINDS } from "../../providers/chat-error.ts";
import { errorActions } from "../thread/errors/error-actions.ts";
import { errorText } from "./error-text.ts";

setTexts(textsOf(english));

test.each(CHAT_ERROR_KINDS)("a failure of kind %s has a sentence and at least one button", (kind) => {
  const sentence = errorText(kind, "chat.example");
  expect(sentence).toMatch(/^(\p{Lu}|chat\.example).{10,}[.!?]$/u);
  expect(sentence).not.toContain("$");
  const actions = errorActions(kind);
  expect(actions.length).toBeGreaterThan(0);
  expect(new Set(actions).size).toBe(actions.length);
});
