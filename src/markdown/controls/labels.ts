/** The labels of controls, in the person's language. */
export interface MarkdownLabels {
  copyCode: string;
  copied: string;
  copyFailed: string;
  wrapLines: string;
  code: string;
  table: string;
  formula: string;
  copyCsv: string;
  copyMarkdown: string;
  /** `$1` is the footnote's label. */
  footnote: string;
  backToText: string;
}
