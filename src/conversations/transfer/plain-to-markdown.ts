/** Marks that mean something anywhere in a line; `_` only at the edge of a word, `&` only as the start of an entity. */
const INLINE = /[\\`*[\]<~|$]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|&(?=#?\w+;)/gu;
/** Marks that begin a quote, a heading, a list, a rule or an underline. */
const LINE_START = /^(?:[>#=+-]|\d{1,9}(?=[.)]))/;

/** White space that Markdown would not keep: indentation, several spaces, tabs, several blank lines. */
const SHAPED = /^[^\S\n]|[^\S\n]{2}|\t|\n[^\S\n]*\n[^\S\n]*\n/m;

/**
 * Returns Markdown that shows plain text as it was typed: with its line breaks, indentation and marks. Text whose white
 * space matters becomes a block of code.
 */
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

/** Escapes one line of plain text for a heading. */
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

/** Puts text into a block of code, whose fence is longer than any in the text. */
function fenced(text: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}
