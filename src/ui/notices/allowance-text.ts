import { numberText } from "../../i18n/numbers.ts";
import { translatePlural } from "../../i18n/plurals.ts";

/** Says how many questions free models still take today. */
export function allowanceText({ left, limit }: { left: number; limit: number }): string {
  return translatePlural("freeLeft", left, numberText(limit));
}
