import { numberText } from "./numbers.ts";
import { type MessageKey, translate } from "./translate.ts";

/** The names of texts that differ by a number: each stands in the catalogue once a form, as `name_one`, `name_other`. */
export type PluralKey = MessageKey extends infer Key ? (Key extends `${infer Name}_other` ? Name : never) : never;

/**
 * A whole sentence about `count` things, in the form that the language has for that number (`Intl.PluralRules`): English
 * has `one` and `other`, Russian `few` and `many` too, Arabic all six. Where a language lacks the form it is `other`.
 * `$1` becomes the number as people of the language write it, `$2` and so on become `values`.
 */
export function translatePlural(key: PluralKey, count: number, ...values: string[]): string {
  const form = new Intl.PluralRules(translate("languageCode")).select(count);
  const counted = [numberText(count), ...values];
  // The English catalogue, which names the keys, has two forms of the six.
  return translate(`${key}_${form}` as MessageKey, ...counted) || translate(`${key}_other`, ...counted);
}
