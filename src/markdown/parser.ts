import { Marked, type Token } from "marked";
import { chatDialect } from "./chat-dialect.ts";
import { escapeHtml } from "./escape-html.ts";
import { type OptionalRenderers, collectLoading } from "./optional-renderers.ts";
import type { Dialect } from "./inline/flanking.ts";
import { ChatLexer } from "./lexer.ts";
import { readDefinition } from "./blocks/link-definition.ts";

/**
 * Where links that are written `[text][label]` lead, by normalised label. Footnotes stand among them, as `^label`: both are
 * looked up in the same way, and both may be defined long after they are used.
 */
export type Definitions = Readonly<Record<string, Definition>>;
interface Definition {
  href: string;
  title: string | undefined;
}

export interface ParsedMarkdown {
  /** The top-level blocks, those of white space among them. Together their `raw` is the text. */
  blocks: Token[];
  /** Those that were handed in, and those of the text. The first for a label counts. */
  definitions: Definitions;
}

export interface MarkdownParser {
  /** `isWhole`: no more text comes. */
  parse(text: string, known?: Definitions, isWhole?: boolean): ParsedMarkdown;
  /**
   * Blocks as HTML. It is not safe before it went through `setSafeHtml`. `loading`: code that is needed to draw them is on
   * its way, and they should be rendered again when it is there.
   */
  render(blocks: Token[]): { html: string; loading: Promise<void>[] };
}

/**
 * A parser for Markdown as chats use it (see `chatDialect`), or as the CommonMark specification has it, with HTML passed
 * through: that one is there to be compared with the specification, and nothing of it may come to the screen.
 */
export function createParser(dialect: Dialect, extras?: OptionalRenderers): MarkdownParser {
  const markdown = new Marked({ tokenizer: { def: readDefinition } });
  const inUse = collectLoading(extras);
  if (dialect === "chat") markdown.use(chatDialect(inUse));
  else markdown.use({ gfm: false });
  return {
    parse(text, known = {}, isWhole = true) {
      const lexer = new ChatLexer(markdown.defaults, dialect, isWhole);
      const definitions: Record<string, Definition> = Object.assign(lexer.tokens.links, known);
      try {
        return { blocks: lexer.lex(text), definitions };
      } catch {
        return { blocks: [bareText(text)], definitions };
      }
    },
    render(blocks) {
      const html = blocks.map(renderOne).join("");
      return { html, loading: inUse.takeLoading() };
    },
  };

  /** No answer is blank because it cannot be drawn: its text always can. */
  function renderOne(block: Token): string {
    try {
      return markdown.parser([block]);
    } catch {
      return `<p>${escapeHtml(block.raw).replaceAll("\n", "<br>")}</p>\n`;
    }
  }
}

/** A text that cannot be parsed, as it was written. */
function bareText(text: string): Token {
  return {
    type: "paragraph",
    raw: text,
    text,
    tokens: [{ type: "text", raw: text, text: text.replaceAll("&", "&amp;") }],
  };
}
