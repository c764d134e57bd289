import { translate } from "./translate.ts";

/** A number as people of the interface's language write it. */
export function numberText(value: number): string {
  return new Intl.NumberFormat(translate("languageCode")).format(value);
}
