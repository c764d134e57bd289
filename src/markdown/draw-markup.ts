import type { RendererExtension, Token } from "marked";
import { escapeHtml } from "./escape-html.ts";

/**
 * Draws the few tags that are markup (see `angle-brackets.ts`). A list holds nothing but items, and items stand only in
 * lists.
 */
export const markupExtension: RendererExtension = {
  name: "markup",
  renderer({ name, tokens = [] }) {
    const tag = String(name);
    const inside = tag === "ul" || tag === "ol" ? itemsOf(tokens) : [];
    if (inside === undefined || tag === "li") return escapeTags(tag, this.parser.parseInline(tokens));
    if (inside.length === 0) return `<${tag}>${this.parser.parseInline(tokens)}</${tag}>`;
    const items = inside.map((item) => `<li>${this.parser.parseInline(item)}</li>`).join("");
    return `<${tag}>${items}</${tag}>`;
  },
};

/** Returns the contents of each list item. undefined: the list has no items, or something beside them. */
function itemsOf(tokens: readonly Token[]): Token[][] | undefined {
  const inside = tokens.filter(({ type, raw }) => type !== "br" && type !== "html" && raw.trim() !== "");
  const items = inside.flatMap((token) =>
    token.type === "markup" && "name" in token && token.name === "li" ? [token] : [],
  );
  if (items.length === 0 || items.length < inside.length) return undefined;
  return items.map(({ tokens: words = [] }) => words);
}

function escapeTags(tag: string, html: string): string {
  return escapeHtml(`<${tag}>`) + html + escapeHtml(`</${tag}>`);
}
