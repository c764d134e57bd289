import type { LanguageOptions } from "./language-model.ts";

/** What every version of the model speaks. */
export const FIRST_LANGUAGE = "en";

/** What versions of the model speak, as far as is known. A later one may speak more. */
export const MODEL_LANGUAGES: readonly string[] = [FIRST_LANGUAGE, "es", "ja", "de", "fr"];

/** Returns what `availability` and `create` must be told of the languages, by their BCP 47 tags. */
export function toLanguageOptions(languages: readonly string[]): LanguageOptions {
  return { expectedInputs: [{ type: "text", languages }], expectedOutputs: [{ type: "text", languages }] };
}

/** Returns the languages of tags such as `en-US`, each once. What is no tag is left out. */
export function toLanguages(tags: readonly string[]): readonly string[] {
  const languages = tags.flatMap((tag) => {
    try {
      return [new Intl.Locale(tag).language];
    } catch {
      return [];
    }
  });
  return [...new Set(languages)];
}
