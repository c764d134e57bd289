/** An open block of code. */
interface Fence {
  mark: string;
}

const FENCE = /^ {0,3}(`{3,}(?!.*`)|~{3,})/;
/** The same in a list or a quote, whose end also ends the block. */
const INNER_FENCE = /^(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*(`{3,}(?!.*`)|~{3,})/;
const LIST_ITEM = /^( {0,3}(?:[-*+]|\d{1,9}[.)])(?: {1,4}(?=\S)|\s|$))/;
const QUOTE = /^ {0,3}>/;
const INDENTED = /^(?: {4}|\t)/;
/** The beginnings of display formulas, by their ends. */
const MATHS = { $$: /^ {0,3}\$\$/, "\\]": /^ {0,3}\\\[/ } as const;

/** Tags that Sidenote shows as formatting. It shows all others as text. */
const SHOWN_MARKUP = /^\/?(sub|sup|kbd|b|i|u|s|mark|br)>$/i;

/**
 * Returns an answer as Markdown that cannot reach beyond its own end, and that other programs show as Sidenote does.
 *
 * - Blocks that an answer left open, e.g. because it was stopped, are closed.
 * - Markup that Sidenote shows as text is escaped.
 */
export function closedMarkdown(text: string): string {
  const out: string[] = [];
  let paragraph: string[] = [];
  let fence: Fence | undefined;
  let inner: Fence | undefined;
  let maths: keyof typeof MATHS | undefined;
  /** How far the content of the list item above is indented, in columns. 0: there is none. */
  let item = 0;

  function endParagraph(): void {
    if (paragraph.length > 0) out.push(escapeMarkup(paragraph.join("\n")));
    paragraph = [];
  }
  function verbatim(line: string): void {
    endParagraph();
    out.push(line);
  }

  for (const line of withoutOuterBlanks(text).split("\n")) {
    if (fence !== undefined) {
      verbatim(line);
      if (ends(fence, line)) fence = undefined;
      continue;
    }
    // Programs without formulas take one for text, so blocks can begin in it too.
    if (maths !== undefined) maths = line.includes(maths) ? undefined : maths;
    else maths = openedMaths(line);
    const isInside = item > 0 && (isBlank(line) || indentationOf(line) >= item);
    if (inner !== undefined && (isInside || QUOTE.test(line))) {
      verbatim(line);
      if (ends(inner, line.replace(/^[ \t>]+/, ""))) inner = undefined;
      continue;
    }
    inner = undefined;
    const listItem = LIST_ITEM.exec(line)?.[1];
    if (!isInside) item = listItem === undefined ? 0 : listItem.length;
    if (isInside || QUOTE.test(line) || listItem !== undefined) {
      const mark = INNER_FENCE.exec(line)?.[1];
      if (mark !== undefined) inner = { mark };
      if (mark === undefined) paragraph.push(line);
      else verbatim(line);
      continue;
    }
    const mark = FENCE.exec(line)?.[1];
    if (mark !== undefined) {
      fence = { mark };
      verbatim(line);
      continue;
    }
    if (isBlank(line) || (INDENTED.test(line) && paragraph.length === 0)) verbatim(line);
    else paragraph.push(line);
  }
  endParagraph();
  if (fence !== undefined) out.push(fence.mark);
  if (maths !== undefined) out.push(maths);
  return out.join("\n");
}

function ends({ mark }: Fence, line: string): boolean {
  const closing = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line)?.[1];
  return closing !== undefined && closing[0] === mark[0] && closing.length >= mark.length;
}

/** Markdown takes other white space for text. */
function isBlank(line: string): boolean {
  return /^[ \t]*$/.test(line);
}

/** Returns the end of a display formula that begins in this line and does not end there; undefined if there is none. */
function openedMaths(line: string): keyof typeof MATHS | undefined {
  const end = (["$$", "\\]"] as const).find((each) => MATHS[each].test(line));
  return end === undefined || line.replace(MATHS[end], "").includes(end) ? undefined : end;
}

function indentationOf(line: string): number {
  return (/^[ \t]*/.exec(line)?.[0] ?? "").replaceAll("\t", "    ").length;
}

/** Removes blank lines at both ends. Indented code at the beginning stays indented. */
function withoutOuterBlanks(text: string): string {
  const kept = text
    .replace(/\r\n?/g, "\n")
    .replace(/^(?:[^\S\n]*\n)+/, "")
    .trimEnd();
  return INDENTED.test(kept) ? kept : kept.trimStart();
}

const CODE = /(?<!`)(`+)(?!`)[^]*?(?<!`)\1(?!`)/g;

/** Escapes all markup, except balanced formatting and code. */
function escapeMarkup(text: string): string {
  const lines = text.split("\n").map(escapeBlock).join("\n");
  let escaped = "";
  let from = 0;
  for (const { 0: code, index } of lines.matchAll(CODE)) {
    escaped += escapeTags(lines.slice(from, index), text) + code;
    from = index + code.length;
  }
  return escaped + escapeTags(lines.slice(from), text);
}

/** Markup at the beginning of a line begins a block of markup, even inside inline code. */
const BLOCK = /^((?:\s|>|[-*+]\s|\d{1,9}[.)]\s)*)<(?=[a-z/!?])(\/?[a-z]+>)?/i;

function escapeBlock(line: string): string {
  const [all = "", before = "", tag = ""] = BLOCK.exec(line) ?? [];
  if (all === "" || isAutolink(line.slice(before.length)) || shownMarkup(tag) !== undefined) return line;
  return `${before}\\${line.slice(before.length)}`;
}

/** Whole tags, and beginnings of comments. `a <b` is text everywhere. */
const MARKUP = /(?<!\\)<(?:(?=[a-z/!?])([^<>]*>)|(?=[!?]))/gi;

function escapeTags(part: string, whole: string): string {
  return part.replace(MARKUP, (tag: string, rest: string | undefined, at: number) => {
    if (isAutolink(tag)) return tag;
    const name = shownMarkup(rest ?? "");
    // A tag that is alone in its line would begin a block of markup.
    const isAlone = part.slice(at).split("\n", 1)[0]?.trim() === tag;
    const isShown = name === "br" || (name !== undefined && isBalanced(whole, name));
    return isShown && !isAlone ? tag : `\\${tag}`;
  });
}

function isAutolink(text: string): boolean {
  return /^<(?:(?:https?:|mailto:)[^\s<>]*|[^\s@/<>]+@[^\s@<>]+)>/i.test(text);
}

function shownMarkup(tag: string): string | undefined {
  return SHOWN_MARKUP.exec(tag)?.[1]?.toLowerCase();
}

function isBalanced(text: string, name: string): boolean {
  const count = (tag: string) => text.toLowerCase().split(tag).length;
  return count(`<${name}>`) === count(`</${name}>`);
}
