import { textStart } from "../blocks/line-markers.ts";

const LABEL = String.raw`^\[(?!\^)(?:\\.|[^\]\\])+\]:[ \t]*`;
/** The address, and after it no more than a title. */
const PART_OF_DEFINITION = new RegExp(String.raw`${LABEL}(?:<[^>\n]*|\S*)(?:>?[ \t]+(?:["'(].*)?)?$`);
/** What begins so is rather a source than a link's words. */
const PART_OF_NUMBER = /^\[\d*\]?$/;
const LABEL_ALONE = new RegExp(`${LABEL}$`);

/**
 * Whether a last line may be a definition of a link, `[label]: address`, that is still coming. With half an address it would
 * lead elsewhere, in each block that uses it.
 */
export function mayBecomeDefinition(line: string, before: string): boolean {
  const text = line.slice(textStart(line));
  if (PART_OF_NUMBER.test(text)) return true;
  return PART_OF_DEFINITION.test(text) || (text !== "" && LABEL_ALONE.test(before.slice(textStart(before))));
}
