/** Signs that mean something wherever they stand. `_` does so only at the edge of a word, `&` only before an entity. */
const INLINE = /[\\`*[\]<~|$]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|&(?=#?\w+;)/gu;
/** Signs that make a line something else than text: a quote, a heading, a list, a rule, an underline. */
const LINE_START = /^(?:[>#=+-]|\d{1,9}(?=[.)]))/;

/** White space that Markdown would not keep: indentation, runs of blanks, tabs, several blank lines. */
const SHAPED = /^[^\S\n]|[^\S\n]{2}|\t|\n[^\S\n]*\n[^\S\n]*\n/m;

/** Plain text as Markdown that shows it as it was typed: with its line breaks, its indentation, and its signs. */
export function plainToMarkdown(text: string): string {
  const trimmed = text.replace(/\r\n?/g, "\n").replace(/^(?:[^\S\n]*\n)+|\s+$/g, "");
  if (SHAPED.test(trimmed)) return fenced(trimmed);
  return trimmed
    .split("\n")
    .map((line, index, lines) => {
      const next = lines[index + 1] ?? "";
      return escapeLine(line) + (line !== "" && next !== "" ? "\\" : "");
    })
    .join("\n");
}

/** One line of plain text within a heading. */
export function escapeHeading(line: string): string {
  return escapeInline(line).replace(/#+\s*$/, (marks) => `\\${marks}`);
}

function escapeInline(line: string): string {
  return line.replace(INLINE, "\\$&");
}

function escapeLine(line: string): string {
  const escaped = escapeInline(line);
  return escaped.replace(LINE_START, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`));
}

/** In a block of code, whose marks are longer than any in the text. */
function fenced(text: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}
