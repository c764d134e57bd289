import type { TextLines } from "./text-lines.ts";

/** For each column, how many of the following rows a cell from above still occupies. */
export type RowSpans = number[];

/**
 * Longest value of a cell, in characters. A longer cell holds a part of the page, and the table is there for layout.
 */
const MAX_VALUE_LENGTH = 400;
const PARTS = "table, pre, p + p, h1, h2, h3";
/** Most columns or rows that one cell spans. */
const MAX_SPAN = 50;

/**
 * Writes a row of a table on one line: cells separated by " | ", with an empty place for each further column that a
 * cell spans. The cells of a layout table go on lines of their own.
 */
export function writeRow(row: Element, spans: RowSpans, lines: TextLines, textOf: (cell: Node) => string): void {
  const cells = Array.from(row.childNodes)
    .map((node) => ({ node, text: node.nodeType === Node.TEXT_NODE ? plain(node) : textOf(node) }))
    .filter(({ node, text }) => node.nodeType === Node.ELEMENT_NODE || text !== "");
  const places = placesOf(cells, spans);
  const filled = cells.filter(({ text }) => text !== "");
  const isAlone = cells.length === 1 && places[0] !== "";
  const isLayout = isAlone || filled.some(({ node, text }) => isPart(node, text));
  if (isLayout) {
    for (const { text } of filled) {
      lines.keep(1);
      lines.writeAsIs(text);
    }
  } else if (filled.length > 0) lines.writeAsIs(places.map(onOneLine).join(" | ").trim());
}

function isPart(cell: Node, text: string): boolean {
  if (text.length > MAX_VALUE_LENGTH) return true;
  return cell.nodeType === Node.ELEMENT_NODE && (cell as Element).querySelector(PARTS) !== null;
}

/** Returns text right inside a row, without the separators between cells. */
function plain(text: Node): string {
  return (text.nodeValue ?? "").replaceAll(/\s+/g, " ").replaceAll(/^[ |]+|[ |]+$/g, "");
}

function onOneLine(text: string): string {
  if (!text.includes("\n")) return text;
  const lines = text.split("\n").map((line) => line.trim().replace(/^- /, ""));
  return lines.filter((line) => line !== "").join("; ");
}

/** Returns the texts by column. Updates `spans` for the rows below. */
function placesOf(cells: readonly { node: Node; text: string }[], spans: RowSpans): string[] {
  const places: string[] = [];
  function skipTaken(): void {
    while ((spans[places.length] ?? 0) > 0) {
      spans[places.length] = (spans[places.length] ?? 0) - 1;
      places.push("");
    }
  }
  for (const { node, text } of cells) {
    skipTaken();
    const rows = spanOf(node, "rowspan");
    for (const place of [text, ...Array<string>(spanOf(node, "colspan") - 1).fill("")]) {
      spans[places.length] = rows - 1;
      places.push(place);
    }
  }
  skipTaken();
  return places;
}

function spanOf(cell: Node, name: "rowspan" | "colspan"): number {
  const span = Number((cell.nodeType === Node.ELEMENT_NODE && (cell as Element).getAttribute(name)) || 1);
  return Number.isInteger(span) && span >= 1 ? Math.min(span, MAX_SPAN) : 1;
}
