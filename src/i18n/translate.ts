import type messages from "../../public/_locales/en/messages.json";
import { isolate } from "./isolate.ts";

export type MessageKey = keyof typeof messages;

/** Gives the text of a key with its values put in; "" where there is none. */
export type GetMessage = (key: string, values: string[]) => string;

let getMessage: GetMessage = (key) => {
  throw new Error(`"${key}" is wanted before there are texts`);
};

/** Where all texts come from, from now on. What is drawn already stays as it is. */
export function setTexts(source: GetMessage): void {
  getMessage = source;
}

/**
 * A text of the interface. `$1`, `$2` in the text become `values`, isolated where they would disturb its order (`isolate`).
 * @throws where an entrypoint has not yet said where texts come from (`setTexts`)
 */
export function translate(key: MessageKey, ...values: string[]): string {
  return getMessage(
    key,
    values.map((value) => isolate(value, getMessage("languageDirection", []))),
  );
}
