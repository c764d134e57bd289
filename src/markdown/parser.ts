import { Marked, type Token } from "marked";
import { chatDialect } from "./chat-dialect.ts";
import { escapeHtml } from "./escape-html.ts";
import { type OptionalRenderers, collectLoading } from "./optional-renderers.ts";
import type { Dialect } from "./inline/flanking.ts";
import { ChatLexer } from "./lexer.ts";
import { readDefinition } from "./blocks/link-definition.ts";

/**
 * The targets of links written as `[text][label]`, by normalised label. Footnotes are among them as `^label`, because
 * they are looked up in the same way and may also be defined after their use.
 */
export type Definitions = Readonly<Record<string, Definition>>;
interface Definition {
  href: string;
  title: string | undefined;
}

export interface ParsedMarkdown {
  /** The top-level blocks, including white space. Joined, their `raw` is the text. */
  blocks: Token[];
  /** The known definitions and those of the text. The first one of a label wins. */
  definitions: Definitions;
}

export interface MarkdownParser {
  /**
   * Parses text into blocks. Never throws: a text that cannot be parsed is one paragraph.
   * @param known definitions from the text before. Default: none
   * @param isWhole whether the text is complete. Default: true
   */
  parse(text: string, known?: Definitions, isWhole?: boolean): ParsedMarkdown;
  /**
   * Renders blocks as HTML. The HTML is unsafe until it has passed `setSafeHtml`. Never throws: a block that cannot be
   * rendered is shown as written.
   * @returns `loading`: loads in progress. Render again when they have resolved
   */
  render(blocks: Token[]): { html: string; loading: Promise<void>[] };
}

/**
 * Creates a parser.
 * @param dialect "chat" (see `chatDialect`), or "specification": CommonMark with HTML passed through. The second exists
 *   for comparison with the specification. Its output must never reach the screen
 * @param renderers optional renderers. Default: none
 */
export function createParser(dialect: Dialect, renderers?: OptionalRenderers): MarkdownParser {
  const markdown = new Marked({ tokenizer: { def: readDefinition } });
  const inUse = collectLoading(renderers);
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

  /** Falls back to the source of a block, because an answer must never be blank. */
  function renderOne(block: Token): string {
    try {
      return markdown.parser([block]);
    } catch {
      return `<p>${escapeHtml(block.raw).replaceAll("\n", "<br>")}</p>\n`;
    }
  }
}

/** Returns a text that cannot be parsed as one paragraph. */
function bareText(text: string): Token {
  return {
    type: "paragraph",
    raw: text,
    text,
    tokens: [{ type: "text", raw: text, text: text.replaceAll("&", "&amp;") }],
  };
}
