import { translate } from "../../i18n/translate.ts";

/** Gives the page its title, and says which language its texts are in. That need not be the browser's. */
export function nameDocument(page: Document, title: string): void {
  page.documentElement.lang = translate("languageCode");
  page.documentElement.dir = translate("languageDirection");
  page.title = title;
}
