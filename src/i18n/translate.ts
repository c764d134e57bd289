import { browser } from "wxt/browser";
import type messages from "../../public/_locales/en/messages.json";

export type MessageKey = keyof typeof messages;

/**
 * A text of the interface in the person's language; English where a language lacks it. `$1`, `$2` in the text become
 * `values`, as they are.
 */
export function translate(key: MessageKey, ...values: string[]): string {
  return browser.i18n.getMessage(key, values);
}
