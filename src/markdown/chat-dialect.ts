import { type MarkedExtension, Renderer, Tokenizer, type Tokens } from "marked";
import { isDeep } from "./blocks/depth.ts";
import { markupExtension } from "./draw-markup.ts";
import { escapeHtml } from "./escape-html.ts";
import type { CollectedRenderers } from "./optional-renderers.ts";
import { footnoteExtensions } from "./blocks/footnotes.ts";
import { ChatLexer } from "./lexer.ts";
import { isTitle } from "./blocks/headings.ts";
import { indentBelowNumbers } from "./blocks/list-indents.ts";
import { drawMathsBlock, mathsExtensions } from "./maths/maths-blocks.ts";
import { readFence } from "./blocks/read-fence.ts";
import { readQuote } from "./blocks/quotes.ts";
import { linesOfTable, readTable } from "./blocks/tables.ts";

/**
 * GitHub-flavoured Markdown as chats use it:
 * - A single line end is a line break.
 * - Maths stands between dollars.
 * - HTML is text, except a few tags without attributes for which Markdown has no syntax (see `angle-brackets.ts`).
 * - An image becomes a link with its description and host, so that no answer can make the browser fetch anything.
 *
 * A block can be drawn while the rest is still arriving, because nothing below a block changes it: no block reaches
 * over a blank line to text without an indent. Lists, fences, footnotes and maths do, but their first line says what
 * they are.
 */
export function chatDialect(renderers: CollectedRenderers): MarkedExtension {
  let inLink = false;
  return {
    gfm: true,
    breaks: true,
    extensions: [...mathsExtensions(renderers), ...footnoteExtensions(), markupExtension],
    tokenizer: {
      html: () => undefined,
      blockquote(text) {
        return isDeep(this.lexer) ? undefined : readQuote(text, this);
      },
      list(text) {
        return isDeep(this.lexer) ? undefined : listToken(text, this);
      },
      lheading(text) {
        const heading = Tokenizer.prototype.lheading.call(this, text);
        return heading === undefined || (heading.depth === 2 && !isTitle(heading.text)) ? undefined : heading;
      },
      fences(text) {
        return readFence(text, !(this.lexer instanceof ChatLexer) || this.lexer.isWhole);
      },
      table(text) {
        return tableToken(text, this);
      },
    },
    renderer: {
      link(token) {
        // A link in a link would end it.
        if (inLink) return token.autolink === true ? escapeHtml(token.text) : this.parser.parseInline(token.tokens);
        inLink = true;
        try {
          return Renderer.prototype.link.call(this, token);
        } finally {
          inLink = false;
        }
      },
      image({ href, text }) {
        const label = escapeHtml(imageLabel(href, text));
        return inLink ? label : `<a href="${escapeHtml(href)}">${label}</a>`;
      },
      checkbox: ({ checked }) => (checked ? "☑ " : "☐ "),
      listitem(item) {
        return item.task ? `<li class="task">${this.parser.parse(item.tokens)}</li>\n` : false;
      },
      code(token) {
        if (!("closed" in token && token.closed === true)) return false;
        if (token.lang === "math") return drawMathsBlock(token.text, renderers);
        return highlightedCode(token, renderers) ?? false;
      },
    },
  };
}

/** Reads a list with corrected indents, and stores the source lines as they were written. */
function listToken(text: string, tokenizer: Tokenizer): Tokens.List | undefined {
  const indented = indentBelowNumbers(text);
  const list = Tokenizer.prototype.list.call(tokenizer, indented);
  if (list === undefined || indented === text) return list;
  const written = text.split("\n", list.raw.split("\n").length).join("\n");
  return { ...list, raw: written.trimEnd() };
}

/** Reads a table. `marked` decides where a table may stand, `readTable` what its cells are. */
function tableToken(text: string, tokenizer: Tokenizer): Tokens.Table | undefined {
  const lines = linesOfTable(text);
  const found = lines === undefined ? undefined : tokenizer.rules.block.table.exec(lines)?.[0];
  const table = found === undefined ? undefined : readTable(found.replace(/\n+$/, ""));
  if (table === undefined) return undefined;
  const { raw, align } = table;
  const cellsOf = (texts: readonly string[], header: boolean): Tokens.TableCell[] =>
    texts.map((cell, index) => {
      const tokens = tokenizer.lexer.inline(cell);
      if (tokenizer.lexer instanceof ChatLexer) tokenizer.lexer.cells.add(tokens);
      return { text: cell, tokens, header, align: align[index] ?? null };
    });
  return {
    type: "table",
    raw,
    align,
    header: cellsOf(table.header, true),
    rows: table.rows.map((row) => cellsOf(row, false)),
  };
}

/** Colours complete code only, because colours that change with every letter distract. */
function highlightedCode({ text, lang }: Tokens.Code, renderers: CollectedRenderers): string | undefined {
  const language = lang?.match(/^\S+/)?.[0];
  if (language === undefined) return undefined;
  const html = renderers.highlight(`${text.replace(/\n$/, "")}\n`, language);
  if (html === undefined) return undefined;
  return `<pre><code class="language-${escapeHtml(language)}">${html}</code></pre>\n`;
}

function imageLabel(href: string, description: string): string {
  const url = URL.canParse(href) ? new URL(href) : undefined;
  if (url?.protocol === "data:") return description || `(${/^[\w.+-]+\/[\w.+-]+/.exec(url.pathname)?.[0] ?? "data"})`;
  return [description, url?.host && `(${url.host})`].filter(Boolean).join(" ") || href;
}
