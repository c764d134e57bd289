/** What the tests of the renderer drive, inside a page of a real browser; see markdown-page.ts. */
import type { ColourJob } from "../../src/markdown/code/colour-job.ts";
import { type ColourWorker, createColouring } from "../../src/markdown/code/colouring.ts";
import { doColourJob } from "../../src/markdown/code/do-colour-job.ts";
import { createMarkdownView, type MarkdownView } from "../../src/markdown/markdown-view.ts";
import { createParser } from "../../src/markdown/parser.ts";
import { LABELS } from "../../src/markdown/controls/labels.test-tools.ts";
import { setSafeHtml } from "../../src/markdown/drawing/safe-html.ts";

/** In the place of a worker, which the pages of these tests may not start. */
class OwnThread extends EventTarget implements ColourWorker {
  postMessage(job: ColourJob): void {
    void doColourJob(job, (data) => this.dispatchEvent(new MessageEvent("message", { data })));
  }
  terminate(): void {}
}
const colouring = createColouring(() => new OwnThread());

/** A view, and the words of each block that it told. */
function newView(signal?: AbortSignal): { element: HTMLElement; view: MarkdownView; told: string[] } {
  const told: string[] = [];
  const element = document.body.appendChild(document.createElement("div"));
  element.className = "markdown";
  const view = createMarkdownView(element, {
    labels: LABELS,
    copy: () => Promise.resolve(),
    announce: () => undefined,
    colouring,
    ...(signal && { signal }),
    onComplete: (blocks) => told.push(...blocks.map(({ textContent }) => textContent.trim())),
  });
  return { element, view, told };
}

async function drawAtOnce(text: string): Promise<HTMLElement> {
  const { element, view } = newView();
  view.show(text);
  view.finish();
  await view.whenDrawn();
  return element;
}

/** Every piece is drawn by itself, as in a stream that is slower than the screen. */
async function drawInPieces(pieces: readonly string[]): Promise<HTMLElement> {
  const { element, view } = newView();
  for (const piece of pieces) {
    view.append(piece);
    void view.whenDrawn();
  }
  view.finish();
  await view.whenDrawn();
  return element;
}

/** The texts that do not end in the same DOM in these pieces as at once. */
async function differing(texts: readonly (readonly string[])[]): Promise<string[]> {
  const found: string[] = [];
  for (const pieces of texts) {
    const text = pieces.join("");
    const [whole, streamed] = [await drawAtOnce(text), await drawInPieces(pieces)];
    if (!whole.isEqualNode(streamed))
      found.push(`${text}\n--- at once\n${whole.innerHTML}\n--- in pieces\n${streamed.innerHTML}`);
    whole.remove();
    streamed.remove();
  }
  return found;
}

/** The numbers of the examples for which the parser does not give what the specification says. */
function unlikeSpecification(examples: readonly { markdown: string; html: string; number: number }[]): number[] {
  const { parse, render } = createParser("specification");
  return examples
    .filter(({ markdown, html }) => {
      const rendered = render(parse(markdown.replaceAll("→", "\t")).blocks).html;
      return outline(rendered) !== outline(html.replaceAll("→", "\t"));
    })
    .map(({ number }) => number);
}

const BLOCKS = "BLOCKQUOTE BODY BR DIV H1 H2 H3 H4 H5 H6 HR LI OL P PRE TABLE TBODY TD TH THEAD TR UL".split(" ");

/** HTML as the DOM that it means, in which white space around blocks means nothing. */
function outline(html: string): string {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  return writeNode(body, false).replace(
    /\s*(<\/?(?:blockquote|body|br|div|h[1-6]|hr|li|ol|p|table|tbody|td|th|thead|tr|ul)\b[^>]*>|<pre>|<\/pre>)\s*/g,
    "$1",
  );
}

function writeNode(node: Node, preformatted: boolean): string {
  if (!(node instanceof Element)) {
    const text = JSON.stringify(preformatted ? node.textContent : node.textContent?.replace(/\s+/g, " ")).slice(1, -1);
    return node.nodeType === Node.COMMENT_NODE ? `<!--${text}-->` : text.replaceAll("<", "‹");
  }
  const attributes = Array.from(node.attributes, ({ name, value }) => ` ${name}=${JSON.stringify(value)}`).toSorted();
  const isPre = preformatted || node.localName === "pre";
  const inside = Array.from(node.childNodes, (child) => writeNode(child, isPre)).join("");
  return `<${node.localName}${attributes.join("")}>${BLOCKS.includes(node.nodeName) && !isPre ? inside.trim() : inside}</${node.localName}>`;
}

/**
 * Draws texts that mean harm; `unparsed`: makes HTML of them directly too, as if the parser had a hole. Gives what is left
 * of them in the DOM that could do any.
 */
async function harmfulRemains(texts: readonly string[], pieceLength: number, unparsed: boolean): Promise<string[]> {
  const found: string[] = [];
  const pieces = new RegExp(`[\\s\\S]{1,${pieceLength}}`, "g");
  for (const text of texts) {
    const drawn = await drawInPieces(text.match(pieces) ?? []);
    const direct = document.body.appendChild(document.createElement("div"));
    if (unparsed) setSafeHtml(direct, text);
    for (const element of [drawn, direct]) {
      for (const each of element.querySelectorAll("*")) {
        const problem = harmOf(each);
        if (problem !== undefined) found.push(`${text}\n--- ${problem}: ${each.outerHTML}`);
      }
      for (const each of element.querySelectorAll<HTMLElement>("a, code, td, p")) {
        each.dispatchEvent(new MouseEvent("mouseover"));
      }
      element.remove();
    }
  }
  return found;
}

function harmOf(element: Element): string | undefined {
  const isLink = element instanceof HTMLAnchorElement;
  for (const { name, value } of element.attributes) {
    if (name.startsWith("on")) return "a handler";
    if (
      name === "href"
        ? !isLink
        : /^(?:src|srcset|style|action|formaction|data|poster|background|ping|id|name|srcdoc|xlink:href)$/.test(name)
    ) {
      return `${name}=${value}`;
    }
  }
  if (isLink && element.hasAttribute("href") && !["https:", "http:", "mailto:"].includes(element.protocol))
    return "a link";
  if (
    /^(?:script|style|img|image|svg|iframe|frame|object|embed|form|input|link|meta|base|template|video|audio|source|maction|annotation-xml|mglyph)$/.test(
      element.localName,
    )
  ) {
    return "an element";
  }
  return undefined;
}

export { differing, drawAtOnce, drawInPieces, harmfulRemains, newView, unlikeSpecification };
