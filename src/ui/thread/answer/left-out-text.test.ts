import { expect, test, vi } from "vitest";
import english from "../../../../public/_locales/en/messages.json";
import { leftOutText } from "./left-out-text.ts";

vi.mock("wxt/browser", () => ({
  browser: {
    i18n: {
      getMessage(key: keyof typeof english, [value = "$?"]: string[] = []) {
        return english[key].message.replaceAll("$1", value);
      },
    },
  },
}));

test("what was left out is said with its reason, and with the number or the site", () => {
  expect(leftOutText({ reason: "too-long", messages: 12 }, "chat.example")).toMatch(/fits.*12 oldest messages/);
  expect(leftOutText({ reason: "too-long" }, "chat.example")).toMatch(/fits.*earlier/);
  expect(leftOutText({ reason: "refused" }, "chat.example")).toMatch(/earlier.*chat\.example refuses/);
});
