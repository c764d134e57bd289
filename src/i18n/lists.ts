import { translate } from "./translate.ts";

/** Joins names as the interface's language does: `one, two, and three`. */
export function listText(names: readonly string[]): string {
  return new Intl.ListFormat(translate("languageCode")).format(names);
}
