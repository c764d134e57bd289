/** A block of code, from its first mark on. */
interface Fence {
  mark: string;
}

const FENCE = /^ {0,3}(`{3,}(?!.*`)|~{3,})/;
/** The same in a list or a quote, where the end of that ends it too. */
const INNER_FENCE = /^(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*(`{3,}(?!.*`)|~{3,})/;
const LIST_ITEM = /^( {0,3}(?:[-*+]|\d{1,9}[.)])(?: {1,4}(?=\S)|\s|$))/;
const QUOTE = /^ {0,3}>/;
const INDENTED = /^(?: {4}|\t)/;
/** A formula that stands alone. */
const MATHS = { $$: /^ {0,3}\$\$/, "\\]": /^ {0,3}\\\[/ } as const;

/** Formatting that is markup and no text; all other markup is shown as it is written. */
const SHOWN_MARKUP = /^\/?(sub|sup|kbd|b|i|u|s|mark|br)>$/i;

/**
 * An answer, as Markdown that ends where the answer ends: what it had begun and not ended (it was stopped there) is ended, and
 * markup that Sidenote shows as text is text in other programs too.
 */
export function closedMarkdown(text: string): string {
  const out: string[] = [];
  let paragraph: string[] = [];
  let fence: Fence | undefined;
  let inner: Fence | undefined;
  let maths: keyof typeof MATHS | undefined;
  /** How far the lines of the list item above are indented. */
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
    // A formula is text to programs that know none, so blocks begin in it too.
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

/** For Markdown, other white space is text. */
function isBlank(line: string): boolean {
  return /^[ \t]*$/.test(line);
}

/** What ends the formula that begins with this line and goes on after it. */
function openedMaths(line: string): keyof typeof MATHS | undefined {
  const end = (["$$", "\\]"] as const).find((each) => MATHS[each].test(line));
  return end === undefined || line.replace(MATHS[end], "").includes(end) ? undefined : end;
}

function indentationOf(line: string): number {
  return (/^[ \t]*/.exec(line)?.[0] ?? "").replaceAll("\t", "    ").length;
}

/** Without blank lines at its ends; indented code at its beginning stays what it is. */
function withoutOuterBlanks(text: string): string {
  const kept = text
    .replace(/\r\n?/g, "\n")
    .replace(/^(?:[^\S\n]*\n)+/, "")
    .trimEnd();
  return INDENTED.test(kept) ? kept : kept.trimStart();
}

const CODE = /(?<!`)(`+)(?!`)[^]*?(?<!`)\1(?!`)/g;

/** Text with all its markup escaped but what is formatting and is ended there; code stays as it is. */
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

/** Markup at the beginning of a line begins a block of it, also where it stands between two marks of code. */
const BLOCK = /^((?:\s|>|[-*+]\s|\d{1,9}[.)]\s)*)<(?=[a-z/!?])(\/?[a-z]+>)?/i;

function escapeBlock(line: string): string {
  const [all = "", before = "", tag = ""] = BLOCK.exec(line) ?? [];
  if (all === "" || isAutolink(line.slice(before.length)) || shownMarkup(tag) !== undefined) return line;
  return `${before}\\${line.slice(before.length)}`;
}

/** Whole tags, and beginnings of comments: `a <b` is text everywhere. */
const MARKUP = /(?<!\\)<(?:(?=[a-z/!?])([^<>]*>)|(?=[!?]))/gi;

function escapeTags(part: string, whole: string): string {
  return part.replace(MARKUP, (tag: string, rest: string | undefined, at: number) => {
    if (isAutolink(tag)) return tag;
    const name = shownMarkup(rest ?? "");
    // Alone in its line it would begin a block of markup.
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
