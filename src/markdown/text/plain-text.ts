import { asSubscript, asSuperscript } from "./small-signs.ts";

const BLOCKS = "article, blockquote, div, dl, h1, h2, h3, h4, h5, h6, hr, li, ol, p, pre, section, table, tr, ul";

/**
 * Returns the text of elements so that it can be pasted anywhere: lists with their markers, table cells separated by
 * tabs, code unchanged.
 */
export function plainText(parent: ParentNode): string {
  return blocksIn(parent).join("\n\n");
}

/** Returns the blocks in an element. Words between blocks are a block, too. */
function blocksIn(parent: ParentNode): string[] {
  const blocks: string[] = [];
  let words = "";
  const endWords = (): void => {
    if (words.trim() !== "") blocks.push(tidy(words));
    words = "";
  };
  for (const node of parent.childNodes) {
    if (node instanceof Element && node.matches(BLOCKS)) {
      endWords();
      blocks.push(...writeBlock(node).filter((text) => text !== ""));
    } else words += wordsOf(node);
  }
  endWords();
  return blocks;
}

function writeBlock(element: Element): string[] {
  switch (element.localName) {
    case "pre":
      return [element.textContent.replace(/\n$/, "")];
    case "ul":
    case "ol":
      return [writeList(element)];
    case "table":
      return [Array.from(element.querySelectorAll("tr"), writeRow).join("\n")];
    case "tr":
      return [writeRow(element)];
    case "hr":
      return ["---"];
    case "blockquote":
      return [blocksIn(element).join("\n\n").replace(/^/gm, "> ").replace(/ $/gm, "")];
    default:
      return element.matches(".question-text, .markdown:not(:has(.block))") ? [element.textContent] : blocksIn(element);
  }
}

function writeList(list: Element): string {
  let number = Number(list.getAttribute("start") ?? 1);
  return Array.from(list.children, (item) => {
    const sign = item.matches(".task") ? "" : list.localName === "ol" ? `${number}. ` : "- ";
    number += 1;
    const [first = "", ...rest] = blocksIn(item).join("\n").split("\n");
    return [sign + first, ...rest.map((line) => (line === "" ? "" : " ".repeat(sign.length || 2) + line))].join("\n");
  }).join("\n");
}

function writeRow(row: Element): string {
  return Array.from(row.children, (cell) => plainText(cell).replace(/\s+/g, " ")).join("\t");
}

function wordsOf(node: Node): string {
  if (!(node instanceof Element)) return (node.textContent ?? "").replace(/[ \t\n\r\f]+/g, " ");
  if (node.localName === "br") return "\n";
  const words = Array.from(node.childNodes, wordsOf).join("");
  if (node.matches("sup:not(.footnote-reference)")) return asSuperscript(words);
  return node.localName === "sub" ? asSubscript(words) : words;
}

/** Removes white space at both ends of each line. */
function tidy(words: string): string {
  return words
    .replace(/[ \t]*\n[ \t]*/g, "\n")
    .replace(/ {2,}/g, " ")
    .replace(/^[ \n]+|[ \n]+$/g, "");
}
