import { expect, test } from "vitest";
import english from "../../../../public/_locales/en/messages.json";
import { textsOf } from "../../../i18n/catalogue.ts";
import { setTexts } from "../../../i18n/translate.ts";
import { leftOutText } from "./left-out-text.ts";

setTexts(textsOf(english));

test("what was left out is said with its reason, and with the number or the site", () => {
  expect(leftOutText({ reason: "too-long", messages: 12 }, "chat.example")).toMatch(/fits.*12 oldest messages/);
  expect(leftOutText({ reason: "too-long" }, "chat.example")).toMatch(/fits.*earlier/);
  expect(leftOutText({ reason: "refused" }, "chat.example")).toMatch(/earlier.*chat\.example refuses/);
});
