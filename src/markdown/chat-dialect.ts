import { type MarkedExtension, Renderer, type Tokens } from "marked";
import { escapeHtml } from "./escape-html.ts";
import type { ExtrasInUse } from "./extras.ts";
import { footnoteExtensions } from "./footnotes.ts";
import { mathsExtensions, maskMaths } from "./maths-syntax.ts";

const LINE_BREAK = /^<br\s*\/?>/i;

/** A fence that has its end. */
const CLOSED_FENCE = /^[ \t]*(`{3,}|~{3,})[^\n]*\n(?:[\s\S]*\n)?[ \t]*\1[`~]*[ \t]*\n*$/;

/**
 * GitHub-flavoured Markdown as chats use it: a single line end is a line break, maths stands between dollars. HTML in an
 * answer is text and not markup, except `<br>`, which models write into table cells. An image becomes a link with its
 * description and host: nothing is fetched because an answer says so.
 *
 * No block reaches over a blank line to text that is not indented, except lists, fences and footnotes, which say in their
 * first line what they are: so what follows a block never changes it, and it can be drawn while the rest is still on its
 * way.
 */
export function chatDialect(extras: ExtrasInUse): MarkedExtension {
  let inLink = false;
  return {
    gfm: true,
    breaks: true,
    extensions: [...mathsExtensions(extras), ...footnoteExtensions()],
    hooks: { emStrongMask: maskMaths },
    tokenizer: {
      html: () => undefined,
      tag(text) {
        const raw = LINE_BREAK.exec(text)?.[0];
        if (raw === undefined) return undefined;
        return { type: "html", raw, text: "<br>", block: false, inLink: false, inRawBlock: false };
      },
      // One tilde means "about": "~5 to ~10 minutes". Two strike out.
      del: (text) => (text.startsWith("~~") ? false : undefined),
      reflink(text) {
        // `[some words][^1]` is a text and its footnote, not a link.
        return /^!?\[[^\]]*\]\[\^/.test(text) ? undefined : false;
      },
    },
    renderer: {
      link(token) {
        inLink = true;
        try {
          return Renderer.prototype.link.call(this, token);
        } finally {
          inLink = false;
        }
      },
      // A link in a link would end it.
      image({ href, text }) {
        const label = escapeHtml(imageLabel(href, text));
        return inLink ? label : `<a href="${escapeHtml(href)}">${label}</a>`;
      },
      checkbox: ({ checked }) => (checked ? "☑ " : "☐ "),
      listitem(item) {
        return item.task ? `<li class="task">${this.parser.parse(item.tokens)}</li>\n` : false;
      },
      code(token) {
        return highlightedCode(token, extras) ?? false;
      },
    },
  };
}

/** Code is coloured once it is complete: colours that change with every letter are no help. */
function highlightedCode({ raw, text, lang }: Tokens.Code, extras: ExtrasInUse): string | undefined {
  const language = lang?.match(/^\S+/)?.[0];
  if (language === undefined || !CLOSED_FENCE.test(raw)) return undefined;
  const html = extras.highlight(`${text.replace(/\n$/, "")}\n`, language);
  if (html === undefined) return undefined;
  return `<pre><code class="language-${escapeHtml(language)}">${html}</code></pre>\n`;
}

function imageLabel(href: string, description: string): string {
  const host = URL.canParse(href) ? new URL(href).host : "";
  return [description, host && `(${host})`].filter(Boolean).join(" ") || href;
}
