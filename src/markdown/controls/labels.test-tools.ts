import type { MarkdownLabels } from "./labels.ts";

/** The labels of buttons in tests. */
export const LABELS: MarkdownLabels = {
  copyCode: "Copy code",
  copied: "Copied",
  copyFailed: "Failed",
  wrapLines: "Wrap lines",
  code: "Code",
  table: "Table",
  formula: "Formula",
  copyCsv: "Copy as CSV",
  copyMarkdown: "Copy as Markdown",
  footnote: "Footnote $1",
  backToText: "Back",
};
