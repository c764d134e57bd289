import type messages from "../../public/_locales/en/messages.json";
import { isolate } from "./isolate.ts";

/** The name of a text. The English catalogue has them all. */
export type MessageKey = keyof typeof messages;

/** Returns the text of a key with its values put in; "" if there is none. */
export type GetMessage = (key: string, values: string[]) => string;

let getMessage: GetMessage = (key) => {
  throw new Error(`"${key}" is wanted before there are texts`);
};

/** Sets where all texts come from, from now on. Texts that are drawn already stay as they are. */
export function setTexts(source: GetMessage): void {
  getMessage = source;
}

/**
 * Returns a text of the interface.
 * @param values replace `$1`, `$2` and so on. They are isolated if they would disturb the order of words; see `isolate`
 * @throws Error if no texts are set (`setTexts`)
 */
export function translate(key: MessageKey, ...values: string[]): string {
  return getMessage(
    key,
    values.map((value) => isolate(value, getMessage("languageDirection", []))),
  );
}
