import { textStart } from "../blocks/line-markers.ts";

const LABEL = String.raw`^\[(?!\^)(?:\\.|[^\]\\])+\]:[ \t]*`;
/** The address, and nothing after it but a title. */
const PART_OF_DEFINITION = new RegExp(String.raw`${LABEL}(?:<[^>\n]*|\S*)(?:>?[ \t]+(?:["'(].*)?)?$`);
/** `[1` is more likely a source than the words of a link. */
const PART_OF_NUMBER = /^\[\d*\]?$/;
const LABEL_ALONE = new RegExp(`${LABEL}$`);

/**
 * Whether the last line may be a link definition (`[label]: address`) that is still arriving. Half an address would
 * lead elsewhere in each block that uses it.
 * @param before the line above
 */
export function mayBecomeDefinition(line: string, before: string): boolean {
  const text = line.slice(textStart(line));
  if (PART_OF_NUMBER.test(text)) return true;
  return PART_OF_DEFINITION.test(text) || (text !== "" && LABEL_ALONE.test(before.slice(textStart(before))));
}
