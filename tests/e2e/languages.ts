import english from "../../public/_locales/en/messages.json" with { type: "json" };
import russian from "../../public/_locales/ru/messages.json" with { type: "json" };
import type { BrowserOptions, ExtensionBrowser } from "./extension-browser.ts";
import { PSEUDO_BUILD, PSEUDO_LANGUAGES } from "./pseudo-languages.ts";

type Texts = Record<keyof typeof english, { message: string }>;

export interface Language {
  code: string;
  texts: Texts;
  browserOptions: Partial<BrowserOptions>;
  /** Has Sidenote speak it, before a view is opened. */
  choose(extension: ExtensionBrowser): Promise<void>;
}

/** The languages of Sidenote, each in a browser of that language, and made-up ones, which are chosen. */
export const LANGUAGES: readonly Language[] = [
  { code: "en", texts: english, browserOptions: { locale: "en" }, choose: async () => undefined },
  // Russian has forms that the English catalogue lacks.
  { code: "ru", texts: russian as Texts, browserOptions: { locale: "ru" }, choose: async () => undefined },
  ...Object.entries(PSEUDO_LANGUAGES).map(([code, texts]) => ({
    code,
    texts,
    browserOptions: { build: PSEUDO_BUILD },
    async choose(extension: ExtensionBrowser) {
      const background = await extension.background();
      await background.evaluate((language) => chrome.storage.local.set({ language }), code);
    },
  })),
];
