import { normaliseLabel } from "./link-definition.ts";
import type { Definitions } from "../parser.ts";

/** Returns every label that a text may use. May return more than are used, never fewer. */
export function labelsIn(text: string): Set<string> {
  const labels = new Set<string>();
  if (!text.includes("[")) return labels;
  // The text as written, without quote markers, and with the escaped pipes of tables resolved.
  const unquoted = text.replace(/^[ \t]*>[> \t]*/gm, "");
  for (const form of new Set([text, unquoted, unquoted.replaceAll(String.raw`\|`, "|")])) {
    for (const [, label = ""] of form.matchAll(/\[(?=((?:\\[\s\S]|[^\\[\]]){1,999})\])/g)) {
      labels.add(normaliseLabel(label));
    }
  }
  return labels;
}

/** Returns the labels whose target or title differs between the two. */
export function changedLabels(before: Definitions, after: Definitions): string[] {
  if (before === after) return [];
  const labels = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...labels].filter(
    (label) => before[label]?.href !== after[label]?.href || before[label]?.title !== after[label]?.title,
  );
}
