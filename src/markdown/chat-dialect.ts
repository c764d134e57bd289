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
import { linesOfTable, readTable } from "./blocks/tables.ts";

/**
 * GitHub-flavoured Markdown as chats use it: a single line end is a line break, maths stands between dollars. HTML in an
 * answer is text and not markup, except a few tags without attributes for which Markdown has no sign (see
 * `angle-brackets.ts`). An image becomes a link with its description and host: nothing is fetched because an answer says so.
 *
 * No block reaches over a blank line to text that is not indented, except lists, fences, footnotes and maths, which say in
 * their first line what they are: so what follows a block never changes it, and it can be drawn while the rest is still on
 * its way.
 */
export function chatDialect(extras: CollectedRenderers): MarkedExtension {
  let inLink = false;
  return {
    gfm: true,
    breaks: true,
    extensions: [...mathsExtensions(extras), ...footnoteExtensions(), markupExtension],
    tokenizer: {
      html: () => undefined,
      blockquote() {
        return isDeep(this.lexer) ? undefined : false;
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
        if (token.lang === "math") return drawMathsBlock(token.text, extras);
        return highlightedCode(token, extras) ?? false;
      },
    },
  };
}

/** Reads a list from lines that are indented as they are meant, and gives it the lines that were written. */
function listToken(text: string, tokenizer: Tokenizer): Tokens.List | undefined {
  const indented = indentBelowNumbers(text);
  const list = Tokenizer.prototype.list.call(tokenizer, indented);
  if (list === undefined || indented === text) return list;
  const written = text.split("\n", list.raw.split("\n").length).join("\n");
  return { ...list, raw: written.trimEnd() };
}

/** The library says where a table may be; what its cells are, we say. */
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

/** Code is coloured once it is complete: colours that change with every letter are no help. */
function highlightedCode({ text, lang }: Tokens.Code, extras: CollectedRenderers): string | undefined {
  const language = lang?.match(/^\S+/)?.[0];
  if (language === undefined) return undefined;
  const html = extras.highlight(`${text.replace(/\n$/, "")}\n`, language);
  if (html === undefined) return undefined;
  return `<pre><code class="language-${escapeHtml(language)}">${html}</code></pre>\n`;
}

function imageLabel(href: string, description: string): string {
  const url = URL.canParse(href) ? new URL(href) : undefined;
  if (url?.protocol === "data:") return description || `(${/^[\w.+-]+\/[\w.+-]+/.exec(url.pathname)?.[0] ?? "data"})`;
  return [description, url?.host && `(${url.host})`].filter(Boolean).join(" ") || href;
}
