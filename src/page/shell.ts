/** Table tags by `display` value and by ARIA role. */
const TABLE_PARTS: Readonly<Record<string, string>> = {
  table: "table",
  "inline-table": "table",
  "table-row": "tr",
  "table-cell": "td",
  "table-caption": "caption",
  row: "tr",
  cell: "td",
  gridcell: "td",
  columnheader: "th",
  rowheader: "th",
};
const TABLE_TAGS = new Set(["table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"]);
const INLINE_TAGS = new Set(
  `a abbr b bdi bdo big button cite code dfn em font i ins kbd label mark output q ruby rb samp small span
  strong sub sup time tt u var s del strike data img`.split(/\s+/),
);
/** Blocks whose tag matters for reading. All others become `div`. */
const BLOCK_TAGS = new Set(
  `p h1 h2 h3 h4 h5 h6 blockquote figure figcaption dl dt dd ul ol menu li section article main header
  footer nav aside address form fieldset legend details summary hgroup search dialog`.split(/\s+/),
);

export interface Layout {
  /** Whether it runs on in the line. */
  isInline: boolean;
  /** Whether white space is kept and lines matter. */
  isCode: boolean;
}

/** Returns the tag that makes an element's text read as it is seen. */
export function tagFor(element: Element, style: CSSStyleDeclaration, { isInline, isCode }: Layout): string {
  const tag = element.localName;
  if (tag === "br" || tag === "hr") return tag;
  if (TABLE_TAGS.has(tag)) return tag;
  const part = TABLE_PARTS[element.getAttribute("role") ?? ""] ?? TABLE_PARTS[style.display];
  if (part !== undefined) return part;
  if (isCode) return "pre";
  if (!isInline) return BLOCK_TAGS.has(tag) ? tag : "div";
  if (tag !== "sup" && tag !== "sub" && /^(?:super|sub)$/.test(style.verticalAlign)) {
    return style.verticalAlign === "super" ? "sup" : "sub";
  }
  if (/line-through/.test(style.textDecorationLine)) return "s";
  return INLINE_TAGS.has(tag) ? tag : "span";
}

/** Whether line breaks and spaces in an element are visible as written. */
export function keepsLines(element: Element, style: CSSStyleDeclaration, isAround: boolean): boolean {
  const isPre = /^(?:pre|listing|xmp)$/.test(element.localName);
  if (!isAround && !isPre && !hasLines(element)) return false;
  return /^(?:pre|break-spaces)/.test(style.whiteSpace);
}

function hasLines({ childNodes }: Element): boolean {
  return Array.prototype.some.call(
    childNodes,
    ({ nodeType, nodeValue }: Node) => nodeType === Node.TEXT_NODE && /\S\s*(?:\n|\t| {2})\s*\S/.test(nodeValue ?? ""),
  );
}

/** Whether an element's text runs on in the line around it. */
export function runsOn({ localName }: Element, { display }: CSSStyleDeclaration): boolean {
  return /^(?:inline(?!-table)|ruby|contents|math|$)/.test(display) && !/^(?:i?frame|text)$/.test(localName);
}

/** Whether an element lays out its children side by side, as a flex row or grid does. */
export function arrangesItsParts({ display, flexDirection }: CSSStyleDeclaration): boolean {
  return /grid/.test(display) || (/flex/.test(display) && !flexDirection.startsWith("column"));
}

/** Whether an element is a box of its own within the line, such as `inline-block`. */
export function isBoxInLine(element: Element, style: CSSStyleDeclaration): boolean {
  return element.localName === "tspan" || style.display.startsWith("inline-");
}
