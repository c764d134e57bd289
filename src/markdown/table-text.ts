/** A spreadsheet takes a cell that begins so for a formula, which may do more than calculate. Numbers are none. */
const FORMULA = /^(?:[=@\t]|[+-](?![\d.,]+%?$))/;

/** A table as comma-separated values: the text of its cells. */
export function tableAsCsv(table: HTMLTableElement): string {
  return rowsOf(table)
    .map((cells) => cells.map((cell) => csvField(textOf(cell))).join(","))
    .join("\r\n");
}

/** A table as Markdown, with its alignment, links, code and emphasis. */
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
  const lines = Array.from(cell.childNodes, (node) => (node.nodeName === "BR" ? "\n" : (node.textContent ?? "")));
  return lines.join("").trim();
}

function csvField(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
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

const SIGNS: Readonly<Record<string, string>> = { STRONG: "**", EM: "*", DEL: "~~" };

function inlineMarkdown(parent: Node): string {
  return Array.from(parent.childNodes, (node) => {
    if (!(node instanceof Element)) return (node.textContent ?? "").replace(/[\\|*_`[\]<]/g, String.raw`\$&`);
    const sign = SIGNS[node.nodeName];
    if (sign !== undefined) return sign + inlineMarkdown(node) + sign;
    if (node.nodeName === "BR") return "<br>";
    if (node.nodeName === "CODE") return `\`${node.textContent.replaceAll("|", String.raw`\|`)}\``;
    const address = node.getAttribute("href");
    return address === null ? inlineMarkdown(node) : `[${inlineMarkdown(node)}](${address})`;
  }).join("");
}
