import { translate } from "./translate.ts";

/** Tells the page which language its texts are in, which need not be the browser's. */
export function setDocumentLanguage(page: Document): void {
  page.documentElement.lang = translate("languageCode");
  page.documentElement.dir = translate("languageDirection");
}
