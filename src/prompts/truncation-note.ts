import type { PageText } from "../page/page-text.ts";
import { translatePlural } from "../i18n/plurals.ts";

/** The text as it goes into a question: where it was cut, it says so, to the person and to the model. */
export function withShortenedNote({ text, shortened }: PageText): string {
  return shortened ? `${text}\n\n${translatePlural("textShortened", text.length)}` : text;
}
