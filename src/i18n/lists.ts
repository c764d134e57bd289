import { translate } from "./translate.ts";

/** Names in a row, joined as the interface's language joins them: `one, two, and three`. */
export function listText(names: readonly string[]): string {
  return new Intl.ListFormat(translate("languageCode")).format(names);
}
