import { Readability } from "@mozilla/readability";

/** Shorter than this, in characters, Readability has mistaken a part for the whole; then all the visible text is better. */
const MIN_ARTICLE_LENGTH = 200;

/** Elements after which a reader sees a new line. */
const LINES = "p, div, li, h1, h2, h3, h4, h5, h6, tr, pre, blockquote, figcaption, br, dt, dd";

/** The text of a page that one would read: title and article without menus, or all visible text where there is no article. */
export function readableText(page: Document): string {
  const copy = page.cloneNode(true) as Document;
  const article = new Readability(copy, { serializer: linesOf }).parse();
  const text = article?.content?.trim() ?? "";
  const body = text.length >= MIN_ARTICLE_LENGTH ? text : page.body.innerText.trim();
  const title = article?.title?.trim() || page.title.trim();
  return title !== "" && body !== "" && !body.startsWith(title) ? `${title}\n\n${body}` : body;
}

/** The text of an element with a line break after each block. */
function linesOf(root: Node): string {
  if (!(root instanceof Element)) return root.textContent ?? "";
  for (const element of root.querySelectorAll(LINES)) element.after("\n");
  return (root.textContent ?? "")
    .split("\n")
    .map((line) => line.replace(/\s+/g, " ").trim())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n");
}
