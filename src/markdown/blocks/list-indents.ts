/** The marker of a numbered item, and the spaces before its text. */
const NUMBER = /^( {0,3}\d{1,9}[.)])( {1,4})\S/;
const BULLET = /^( *)[-*+][ \t]/;

/**
 * Indents bullets below a numbered item as far as CommonMark wants. Models often indent them less:
 * - "1. Eggs" and below it "  - white" (2 spaces): CommonMark starts a new list.
 * - "10. Eggs" and below it "   - white" (3 spaces): the same, once a list has come to ten.
 *
 * The number of lines stays the same.
 */
export function indentBelowNumbers(text: string): string {
  if (!NUMBER.test(text)) return text;
  const lines = text.split("\n");
  let wanted = 0;
  let bullet = 0;
  let added = 0;
  let isFirst = true;
  for (const [index, line] of lines.entries()) {
    const number = NUMBER.exec(line);
    const indent = /^ */.exec(line)?.[0].length ?? 0;
    if (number !== null) {
      wanted = (number[1]?.length ?? 0) + (number[2]?.length ?? 0);
      added = 0;
      isFirst = index === 0;
    } else if (line.trim() === "") {
      continue;
    } else if (added > 0 && indent >= bullet) {
      lines[index] = " ".repeat(added) + line;
    } else {
      added = 0;
      const found = BULLET.exec(line)?.[1]?.length ?? 0;
      if (found < wanted && (found === 2 || (found === 3 && !isFirst))) {
        bullet = found;
        added = wanted - found;
        lines[index] = " ".repeat(added) + line;
      } else if (indent === 0) break;
    }
  }
  return lines.join("\n");
}
