import { TEX_ATTRIBUTE } from "../maths/maths-blocks.ts";
import { asSubscript, asSuperscript } from "../text/small-signs.ts";
import { isSpreadsheetFormula } from "./spreadsheet-formula.ts";

/** Returns a table as comma-separated values, with formulas made harmless (see `isSpreadsheetFormula`). */
export function tableAsCsv(table: HTMLTableElement): string {
  return rowsOf(table)
    .map((cells) => cells.map((cell) => csvField(textOf(cell))).join(","))
    .join("\r\n");
}

/** Returns a table as Markdown, with its alignment, links, code and emphasis. */
export function tableAsMarkdown(table: HTMLTableElement): string {
  const [heading = [], ...rows] = rowsOf(table);
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const write = (cells: readonly Element[]): string => line(cells.map((cell) => inlineMarkdown(cell).trim()));
  return [write(heading), line(heading.map(delimiter)), ...rows.map(write)].join("\n");
}

function rowsOf(table: HTMLTableElement): Element[][] {
  return Array.from(table.rows, ({ cells }) => Array.from(cells));
}

function textOf(cell: Element): string {
  return plainText(cell).trim();
}

function plainText(node: Node): string {
  if (!(node instanceof Element)) return node.textContent ?? "";
  if (node.nodeName === "BR") return "\n";
  if (node.matches(FOOTNOTE)) return `[${node.textContent}]`;
  const tex = node.getAttribute(TEX_ATTRIBUTE);
  if (tex !== null) return tex;
  const words = Array.from(node.childNodes, plainText).join("");
  switch (node.localName) {
    case "sup":
      return asSuperscript(words);
    case "sub":
      return asSubscript(words);
    case "li":
      return `- ${words.trim()}\n`;
    default:
      return words;
  }
}

function csvField(text: string): string {
  const safe = isSpreadsheetFormula(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function delimiter(cell: Element): string {
  switch (cell.getAttribute("align")) {
    case "center":
      return ":---:";
    case "right":
      return "---:";
    case "left":
      return ":---";
    default:
      return "---";
  }
}

const FOOTNOTE = ".footnote-reference";
/** Tags for which Markdown has no syntax. */
const TAGS: ReadonlySet<string> = new Set(["b", "i", "kbd", "li", "mark", "ol", "s", "sub", "sup", "u", "ul"]);
const SIGNS: Readonly<Record<string, string>> = { STRONG: "**", EM: "*", DEL: "~~" };

function inlineMarkdown(parent: Node): string {
  return Array.from(parent.childNodes, (node) => {
    if (!(node instanceof Element)) return escapeMarkdown(node.textContent ?? "");
    const sign = SIGNS[node.nodeName];
    if (sign !== undefined) return sign + inlineMarkdown(node) + sign;
    if (node.nodeName === "BR") return "<br>";
    if (node.matches(FOOTNOTE)) return `[^${node.textContent}]`;
    if (TAGS.has(node.localName)) return `<${node.localName}>${inlineMarkdown(node)}</${node.localName}>`;
    const tex = node.getAttribute(TEX_ATTRIBUTE) ?? (node.matches("code.tex") ? node.textContent : null);
    // `\|` (a norm) would end the cell, since escaping the pipe adds a second backslash.
    if (tex !== null)
      return escapeLines(`$${tex.replace(/\s+/g, " ").replaceAll(String.raw`\|`, String.raw`\Vert{}`)}$`);
    if (node.nodeName === "CODE") return escapeLines(codeMarkdown(node.textContent));
    const address = node.getAttribute("href");
    return address === null ? inlineMarkdown(node) : `[${inlineMarkdown(node)}](${escapeLines(addressOf(address))})`;
  }).join("");
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\|*_`[\]<~$]|&(?=#?\w+;)/g, String.raw`\$&`);
}

function escapeLines(text: string): string {
  return text.replaceAll("|", String.raw`\|`);
}

/** Writes inline code between more backticks than any run inside it has. */
function codeMarkdown(code: string): string {
  const longest = Math.max(0, ...Array.from(code.matchAll(/`+/g), ([{ length }]) => length));
  const sign = "`".repeat(longest + 1);
  const space = /^`|`$/.test(code) ? " " : "";
  return sign + space + code + space + sign;
}

function addressOf(href: string): string {
  return /[\s()]/.test(href) ? `<${href}>` : href;
}
