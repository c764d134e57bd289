import { translate } from "./translate.ts";

/** Returns a number as it is written in the interface's language. */
export function numberText(value: number): string {
  return new Intl.NumberFormat(translate("languageCode")).format(value);
}
