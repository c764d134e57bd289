import type { TokenizerAndRendererExtension } from "marked";
import { escapeHtml } from "./escape-html.ts";
import { normaliseLabel } from "./link-definition.ts";

/** Where a line begins another block. */
const OTHER_BLOCK = String.raw`[ \t]*(?:#{1,6}\s|\x60{3}|~{3}|[-*+>]\s|\d{1,9}[.)]\s| {0,3}\[\^[^\]\s]{1,100}\]:)`;

/** `[^label]: text`, with the lines that follow until a blank one, and indented ones after it. */
const NOTE = new RegExp(
  [
    String.raw`^ {0,3}\[\^([^\]\s]{1,100})\]:[ \t]*`,
    String.raw`([^\n]*(?:\n(?!${OTHER_BLOCK})[ \t]*[^\s][^\n]*)*(?:\n(?:[ \t]*\n)*(?: {4}|\t)[ \t]*[^\s][^\n]*)*)`,
  ].join(""),
);

const REFERENCE = /^\[\^([^\]\s]{1,100})\](?!:)/;

/**
 * Footnotes. They stand where the answer defines them, which is at its end, and carry their label, not a number that could
 * change while the answer grows. A label without a footnote stays text.
 */
export function footnoteExtensions(): TokenizerAndRendererExtension[] {
  return [
    {
      name: "footnote",
      level: "block",
      tokenizer(text) {
        const found = NOTE.exec(text);
        if (found === null) return undefined;
        const [raw, label = "", first = ""] = found;
        this.lexer.tokens.links[`^${normaliseLabel(label)}`] ??= { href: "", title: "" };
        const tokens = this.lexer.blockTokens(first.replace(/^(?: {4}|\t)/gm, ""), []);
        return { type: "footnote", raw, label, tokens };
      },
      renderer({ label, tokens = [] }) {
        return `<section class="footnote-text"><span class="footnote-label">${escapeHtml(String(label))}</span>${this.parser.parse(tokens)}</section>\n`;
      },
      childTokens: ["tokens"],
    },
    {
      name: "footnoteReference",
      level: "inline",
      start: (text) => indexOrUndefined(text.indexOf("[^")),
      tokenizer(text) {
        const found = REFERENCE.exec(text);
        if (found === null) return undefined;
        const [raw, label = ""] = found;
        if (!Object.hasOwn(this.lexer.tokens.links, `^${normaliseLabel(label)}`)) return undefined;
        return { type: "footnoteReference", raw, label };
      },
      renderer: ({ label }) => `<sup class="footnote-reference">${escapeHtml(String(label))}</sup>`,
    },
  ];
}

function indexOrUndefined(index: number): number | undefined {
  return index === -1 ? undefined : index;
}
