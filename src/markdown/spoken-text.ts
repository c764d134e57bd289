/** A block as a screen reader should say it by itself: its words, and for code and tables what they are. */
export function spokenText(block: Element): string {
  return wordsOf(block)
    .replace(/[ \t]+/g, " ")
    .replace(/\s*\n\s*/g, "\n")
    .trim();
}

function wordsOf(node: Node): string {
  if (!(node instanceof Element)) return node.textContent ?? "";
  if (node.localName === "pre") return `${node.ariaLabel ?? ""}\n`;
  if (node.matches(".code-bar, .table-bar, .footnote-reference")) return "";
  const words = Array.from(node.childNodes, wordsOf).join(node.localName === "tr" ? ", " : "");
  return /^(?:h[1-6]|p|li|tr|br|div)$/.test(node.localName) ? `${words}\n` : words;
}
