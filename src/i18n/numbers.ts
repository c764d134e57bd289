import { type MessageKey, translate } from "./translate.ts";

/** A number as people of the interface's language write it. */
export function numberText(value: number): string {
  return new Intl.NumberFormat(translate("languageCode")).format(value);
}

/** What is counted, in each form that a language has for a number of it. */
const FORMS = {
  conversations: {
    one: "conversationsOne",
    few: "conversationsFew",
    many: "conversationsMany",
    other: "conversationsOther",
  },
  messages: { one: "messagesOne", few: "messagesFew", many: "messagesMany", other: "messagesOther" },
} satisfies Record<string, Partial<Record<Intl.LDMLPluralRule, MessageKey>>>;

/** So many of a thing: `1 message`, `2 messages`. */
export function countText(things: keyof typeof FORMS, count: number): string {
  const form = new Intl.PluralRules(translate("languageCode")).select(count);
  const forms: Partial<Record<Intl.LDMLPluralRule, MessageKey>> = FORMS[things];
  return translate(forms[form] ?? FORMS[things].other, numberText(count));
}
