import { expect, it, vi } from "vitest";
import english from "../../public/_locales/en/messages.json";
import russian from "../../public/_locales/ru/messages.json";
import { countText } from "./numbers.ts";
import type { MessageKey } from "./translate.ts";

let messages: Record<MessageKey, { message: string }> = english;
vi.mock("./translate.ts", () => ({
  translate: (key: MessageKey, value = "") => messages[key].message.replace("$1", value),
}));

it.each([
  [english, 0, "0 conversations", "0 messages"],
  [english, 1, "1 conversation", "1 message"],
  [english, 1_234, "1,234 conversations", "1,234 messages"],
  [russian, 1, "1 беседу", "1 сообщение"],
  [russian, 3, "3 беседы", "3 сообщения"],
  [russian, 11, "11 бесед", "11 сообщений"],
  [russian, 21, "21 беседу", "21 сообщение"],
  [russian, 112, "112 бесед", "112 сообщений"],
])("counts as the language does (case %#)", (language, count, conversations, counted) => {
  messages = language;
  expect(countText("conversations", count)).toBe(conversations);
  expect(countText("messages", count)).toBe(counted);
});
