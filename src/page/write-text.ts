import { asciiScript } from "./ascii-script.ts";
import { type Distance, TextLines } from "./text-lines.ts";
import { writeRow, type RowSpans } from "./write-row.ts";

/** Elements that begin on a line of their own, and how far from what stands before and after them. */
const BLOCKS: Readonly<Record<string, Distance>> = {
  ...distances(2, "p h1 h2 h3 h4 h5 h6 pre blockquote table figure dl hr"),
  ...distances(
    1,
    "body div section article main header footer nav aside address form fieldset legend figcaption caption",
  ),
  ...distances(1, "details summary dt dd ul ol menu li tr thead tbody tfoot center hgroup search dialog"),
};

function distances(distance: Distance, tags: string): Record<string, Distance> {
  return Object.fromEntries(tags.split(" ").map((tag) => [tag, distance]));
}

interface Context {
  /** In preformatted text. */
  isCode: boolean;
  /** How many lists are around. */
  lists: number;
  spans: RowSpans;
}

/**
 * The text of plain HTML as one would read it aloud from the page: blocks on lines of their own, cells of a row parted by
 * " | ", items of lists with their signs, code as it stands. Looks at tags alone and not at styles.
 */
export function writeText(root: Node): string {
  const lines = new TextLines();
  writeChildren(root, lines, { isCode: false, lists: 0, spans: [] });
  return lines.text.trimEnd();
}

function writeChildren(parent: Node, lines: TextLines, context: Context): void {
  for (const node of parent.childNodes) writeNode(node, lines, context);
}

function writeNode(node: Node, lines: TextLines, context: Context): void {
  if (node.nodeType === Node.TEXT_NODE) {
    const text = node.nodeValue ?? "";
    if (context.isCode) lines.writeAsIs(text);
    else lines.write(text);
  } else if (node.nodeType === Node.ELEMENT_NODE) {
    const element = node as Element;
    const distance = BLOCKS[element.localName] ?? 0;
    // A list within a list stands right below its item.
    const kept = context.lists > 0 && distance === 2 && element.localName !== "p" ? 1 : distance;
    lines.keep(kept);
    writeElement(element, lines, context);
    lines.keep(kept);
  }
}

function writeElement(element: Element, lines: TextLines, context: Context): void {
  switch (element.localName) {
    case "br":
      return lines.breakLine();
    case "pre":
      return writeChildren(element, lines, { ...context, isCode: true });
    case "ul":
    case "ol":
    case "menu":
      if (context.lists === 0) lines.keep(2);
      writeChildren(element, lines, { ...context, lists: context.lists + 1 });
      return context.lists === 0 ? lines.keep(2) : undefined;
    case "li":
    case "dd":
      lines.enter(element.localName === "li" ? markerOf(element) : "  ");
      writeChildren(element, lines, context);
      return lines.leave();
    case "table":
      return writeChildren(element, lines, { ...context, spans: [] });
    case "tr":
      return writeRow(element, context.spans, lines, writeText);
    case "td":
    case "th":
      // Outside of a row.
      lines.keep(1);
      return writeChildren(element, lines, context);
    case "sup":
    case "sub":
      return lines.write(asciiScript(element, writeText(element), lines.before));
    case "s":
    case "del":
    case "strike":
      return writeStruck(element, lines, context);
    default:
      return writeChildren(element, lines, context);
  }
}

/** Struck out is not what is said: an old price beside the new one. */
function writeStruck(element: Element, lines: TextLines, context: Context): void {
  const text = writeText(element);
  if (text === "" || text.includes("\n")) writeChildren(element, lines, context);
  else lines.write(`~~${text}~~`);
}

function markerOf(item: Element): string {
  const list = item.parentElement;
  if (list?.localName !== "ol") return "- ";
  const items = Array.from(list.children).filter(({ localName }) => localName === "li");
  const isReversed = list.hasAttribute("reversed");
  const first = numberOf(list.getAttribute("start")) ?? (isReversed ? items.length : 1);
  let number = first;
  for (const [index, other] of items.entries()) {
    if (index > 0) number += isReversed ? -1 : 1;
    number = numberOf(other.getAttribute("value")) ?? number;
    if (other === item) break;
  }
  return `${number}. `;
}

function numberOf(attribute: string | null): number | undefined {
  return attribute !== null && /^\s*-?\d{1,9}\s*$/.test(attribute) ? Number(attribute) : undefined;
}
