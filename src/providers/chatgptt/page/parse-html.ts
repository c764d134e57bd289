/** One element as data, so that it can cross from the document that parsed it to the worker that asked. */
export interface ParsedElement {
  /** Lower case. */
  tagName: string;
  /** Names in lower case; values with entities decoded, as the parser gives them. */
  attributes: Readonly<Record<string, string>>;
  /** `textContent`, cut to `MAX_ELEMENT_TEXT` characters. */
  text: string;
}

/** In characters: enough for an inline script with its settings, and too little for a bundle. */
export const MAX_ELEMENT_TEXT = 65_536;

/**
 * Parses a page without running or loading anything of it. Returns the matching elements in document order. Malformed
 * HTML is read as a browser reads it and never throws.
 */
export type ParseHtml = (html: string, selector: string, signal: AbortSignal) => Promise<ParsedElement[]>;

/**
 * Parses and queries a page, wherever there is a DOMParser.
 * @throws SyntaxError if `selector` is no valid CSS
 */
export function queryHtml(parser: DOMParser, html: string, selector: string): ParsedElement[] {
  const page = parser.parseFromString(html, "text/html");
  return Array.from(page.querySelectorAll(selector), (element) => ({
    tagName: element.tagName.toLowerCase(),
    attributes: Object.fromEntries(Array.from(element.attributes, ({ name, value }) => [name.toLowerCase(), value])),
    text: (element.textContent ?? "").slice(0, MAX_ELEMENT_TEXT),
  }));
}
