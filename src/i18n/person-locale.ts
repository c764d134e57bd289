import { translate } from "./translate.ts";

/**
 * Returns the locale for dates and times: the language of the texts, and the region of the person. People in Britain
 * read 24 hours, and the day before the month. The browser's language can be one that has no texts here.
 * @param texts default: the interface's language
 * @param person default: the browser's language
 */
export function personLocale(texts: string = translate("languageCode"), person: string = navigator.language): string {
  try {
    const { region } = new Intl.Locale(person).maximize();
    return new Intl.Locale(texts, region === undefined ? {} : { region }).toString();
  } catch {
    // The browser's value is not always a language.
    return texts;
  }
}
