import { spokenFormula } from "./spoken-formula.ts";
import { asSubscript, asSuperscript } from "./small-signs.ts";

/** Returns a block as a screen reader should say it on its own: its words, and a label in place of code. */
export function spokenText(block: Element): string {
  return wordsOf(block)
    .replace(/[ \t]+/g, " ")
    .replace(/\s*\n\s*/g, "\n")
    .trim();
}

function wordsOf(node: Node): string {
  if (!(node instanceof Element)) return node.textContent ?? "";
  if (node.matches(".code-bar, .table-bar, .footnote-reference")) return "";
  switch (node.localName) {
    case "pre":
      return `${node.getAttribute("data-label") ?? ""}\n`;
    case "tr":
      return `${Array.from(node.children, (cell) => spokenText(cell).replaceAll("\n", " ")).join(", ")}\n`;
    case "math":
      return spokenFormula(node);
    case "sup":
      return asSuperscript(childWords(node));
    case "sub":
      return asSubscript(childWords(node));
    case "span":
      return node.matches(".footnote-label") ? `${childWords(node)} ` : childWords(node);
    default:
      return /^(?:h[1-6]|p|li|br|div)$/.test(node.localName) ? `${childWords(node)}\n` : childWords(node);
  }
}

function childWords(node: Node): string {
  return Array.from(node.childNodes, wordsOf).join("");
}
