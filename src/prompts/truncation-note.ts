import type { PageText } from "../page/page-text.ts";
import { translatePlural } from "../i18n/plurals.ts";

/** Returns the text for a question. If it was cut, a note below it tells the person and the model so. */
export function withShortenedNote({ text, shortened }: PageText): string {
  return shortened ? `${text}\n\n${translatePlural("textShortened", text.length)}` : text;
}
