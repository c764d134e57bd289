import { normaliseLabel } from "./link-definition.ts";
import type { Definitions } from "../parser.ts";

/** Every label that a text may use; more than it does use are no harm. */
export function labelsIn(text: string): Set<string> {
  const labels = new Set<string>();
  if (!text.includes("[")) return labels;
  // As it is written, and as it is read in quotes and in tables.
  const unquoted = text.replace(/^[ \t]*>[> \t]*/gm, "");
  for (const form of new Set([text, unquoted, unquoted.replaceAll(String.raw`\|`, "|")])) {
    for (const [, label = ""] of form.matchAll(/\[(?=((?:\\[\s\S]|[^\\[\]]){1,999})\])/g)) {
      labels.add(normaliseLabel(label));
    }
  }
  return labels;
}

/** The labels that mean something else now. */
export function changedLabels(before: Definitions, after: Definitions): string[] {
  if (before === after) return [];
  const labels = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...labels].filter(
    (label) => before[label]?.href !== after[label]?.href || before[label]?.title !== after[label]?.title,
  );
}
