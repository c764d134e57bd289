import { translate } from "../../../i18n/translate.ts";
import type { ErrorSource } from "../../notices/error-source.ts";

/** Introduces the words that a backend gave as the reason of a failure. */
export function saysText(words: string, { type, name }: ErrorSource): string {
  switch (type) {
    case "site":
      return translate("siteSays", words);
    case "browser":
      return translate("browserSays", words);
    case "company":
    case "computer":
    case "network":
    case "ollama":
    case "ollama-network":
    case "other":
      return translate("backendSays", name, words);
    default:
      return type satisfies never;
  }
}
