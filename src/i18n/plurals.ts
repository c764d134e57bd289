import { numberText } from "./numbers.ts";
import { type MessageKey, translate } from "./translate.ts";

/** The names of texts that differ by a number. The catalogue has one text for each form: `name_one`, `name_other`. */
export type PluralKey = MessageKey extends infer Key ? (Key extends `${infer Name}_other` ? Name : never) : never;

/**
 * Returns a sentence about `count` things, in the plural form that the language uses for that number
 * (`Intl.PluralRules`). English has `one` and `other`, Russian also `few` and `many`, Arabic all six. If the form is
 * missing, it is `other`.
 * @param values replace `$2` and so on. The number, as it is written in the language, replaces `$1`
 * @throws if no texts are set; see `translate`
 */
export function translatePlural(key: PluralKey, count: number, ...values: string[]): string {
  const form = new Intl.PluralRules(translate("languageCode")).select(count);
  const counted = [numberText(count), ...values];
  // The keys are those of the English catalogue, which has two of the six forms.
  return translate(`${key}_${form}` as MessageKey, ...counted) || translate(`${key}_other`, ...counted);
}
