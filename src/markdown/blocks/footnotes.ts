import type { RendererExtension, Token, TokenizerAndRendererExtension } from "marked";
import { isDeep } from "./depth.ts";
import { escapeHtml } from "../escape-html.ts";
import { normaliseLabel } from "./link-definition.ts";
import type { InlineDefinitions } from "../inline/link-targets.ts";

/** The beginning of a line that starts another block. */
const OTHER_BLOCK = String.raw`[ \t]*(?:#{1,6}\s|\x60{3}|~{3}|[-*+>]\s|\d{1,9}[.)]\s| {0,3}\[\^[^\]\s]{1,100}\]:)`;

/** `[^label]: text`, the lines up to the next blank one, and the indented lines after that. */
const NOTE = new RegExp(
  [
    String.raw`^ {0,3}\[\^([^\]\s]{1,100})\]:[ \t]*`,
    String.raw`([^\n]*(?:\n(?!${OTHER_BLOCK})[ \t]*[^\s][^\n]*)*(?:\n(?:[ \t]*\n)*(?: {4}|\t)[ \t]*[^\s][^\n]*)*)`,
  ].join(""),
);

const REFERENCE = /\[\^([^\]\s]{1,100})\](?!:)/y;

/**
 * Footnotes. They are drawn where the answer defines them, usually at its end. They carry their label and no number,
 * because a number could change while the answer grows. A label without a footnote stays text.
 */
export function footnoteExtensions(): (TokenizerAndRendererExtension | RendererExtension)[] {
  return [
    {
      name: "footnote",
      level: "block",
      tokenizer(text) {
        const found = NOTE.exec(text);
        if (found === null || isDeep(this.lexer)) return undefined;
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
      renderer: ({ label }) => `<sup class="footnote-reference">${escapeHtml(String(label))}</sup>`,
    },
  ];
}

/** Reads `[^label]` at a position. Returns undefined if no footnote has that label. */
export function readFootnoteReference(text: string, at: number, definitions: InlineDefinitions): Token | undefined {
  REFERENCE.lastIndex = at;
  const [raw, label = ""] = REFERENCE.exec(text) ?? [];
  if (raw === undefined || !Object.hasOwn(definitions, `^${normaliseLabel(label)}`)) return undefined;
  return { type: "footnoteReference", raw, label };
}
