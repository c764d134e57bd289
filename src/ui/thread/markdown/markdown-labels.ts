import type { MarkdownLabels } from "../../../markdown/controls/labels.ts";
import { translate } from "../../../i18n/translate.ts";

/** Returns the labels of controls in answers, in the person's language. */
export function markdownLabels(): MarkdownLabels {
  return {
    copyCode: translate("copyCode"),
    copied: translate("copied"),
    copyFailed: translate("copyFailed"),
    wrapLines: translate("wrapLines"),
    code: translate("code"),
    table: translate("table"),
    formula: translate("formula"),
    copyCsv: translate("copyCsv"),
    copyMarkdown: translate("copyMarkdown"),
    footnote: translate("footnote", "$1"),
    backToText: translate("backToText"),
  };
}
