import { asciiScript } from "./ascii-script.ts";
import { type Distance, TextLines } from "./text-lines.ts";
import { writeRow, type RowSpans } from "./write-row.ts";

/** Elements that begin on a line of their own, with the distance before and after them. */
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
  /** Whether the text is preformatted. */
  isCode: boolean;
  /** How many lists enclose the text. */
  lists: number;
  spans: RowSpans;
}

/**
 * Writes plain HTML as text for reading: blocks on lines of their own, table cells separated by " | ", list items with
 * their markers, code unchanged. Looks at tags only, not at styles.
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
    // A nested list stands right below its item.
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
      // A cell outside of a row.
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

/** Marks struck-out text, such as an old price beside the new one, because it no longer holds. */
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
