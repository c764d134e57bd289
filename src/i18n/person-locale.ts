import { translate } from "./translate.ts";

/**
 * How dates and times are written: in the language of the texts, and as where the person lives, whose browser can have a
 * language that there are no texts in. British people read 24 hours, and the day before the month.
 * @param person the browser's language
 */
export function personLocale(texts: string = translate("languageCode"), person: string = navigator.language): string {
  try {
    const { region } = new Intl.Locale(person).maximize();
    return new Intl.Locale(texts, region === undefined ? {} : { region }).toString();
  } catch {
    // What the browser gives is not always a language.
    return texts;
  }
}
