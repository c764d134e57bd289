import { browser } from "wxt/browser";
import { type Catalogue, textsOf } from "../i18n/catalogue.ts";
import { setTexts } from "../i18n/translate.ts";

/**
 * This key of `storage.local` holds the language that the person chose: a folder of `_locales`. If it is absent, the
 * browser's language holds.
 */
const LANGUAGE_KEY = "language";

/**
 * Sets the texts of a language. Reads its catalogue once.
 * @param code a folder of `_locales`, e.g. `ru`; null for the browser's language, whose texts are there at once
 * @throws if the package has no such language; the texts then stay as they were
 */
export async function setLanguage(code: string | null): Promise<void> {
  if (code === null) return useBrowserTexts();
  const response = await fetch(browser.runtime.getURL(`/_locales/${encodeURIComponent(code)}/messages.json` as "/"));
  setTexts(textsOf((await response.json()) as Catalogue));
}

/**
 * Loads the texts; every entrypoint begins with this. Texts in the browser's language are there when it returns, texts
 * of another language that the person chose when it resolves. Never rejects: if a language cannot be read, reports that
 * and keeps the browser's.
 */
export async function loadTexts(report: (problem: unknown) => void): Promise<void> {
  useBrowserTexts();
  try {
    const { [LANGUAGE_KEY]: chosen } = await browser.storage.local.get(LANGUAGE_KEY);
    if (typeof chosen === "string") await setLanguage(chosen);
  } catch (problem) {
    report(problem);
  }
}

function useBrowserTexts(): void {
  setTexts((key, values) => browser.i18n.getMessage(key as "undo", values));
}
