import { Readability } from "@mozilla/readability";
import { cleanText } from "./clean-text.ts";
import { copyPage, type PageCopy } from "./copy-page.ts";
import { type PageText, shorten } from "./page-text.ts";
import type { PageView } from "./page-view.ts";
import { writeText } from "./write-text.ts";

/** Shorter than this, in characters, Readability has mistaken a part for the whole; then all the visible text is better. */
const MIN_ARTICLE_LENGTH = 200;
/** Readability takes longer than copying. Of a page that was slow to copy, or is larger, all visible text is taken. */
const MAX_ARTICLE_ELEMENTS = 8_000;
const MAX_MS_BEFORE_ARTICLE = 1_000;
/** What fits into any question is sent whole where the article is only a part of it. In characters. */
const MAX_SHORT_PAGE = 25_000;
/** An article is at least this share of what a page says beside its menus. */
const MIN_ARTICLE_SHARE = 0.6;
/** What stands around the text of a page, as pages themselves name it. */
const PAGE_FRAME = [
  "nav, footer, aside, search, body > * > * > header, body > * > * > * > header",
  ...["navigation", "banner", "contentinfo", "complementary", "search"].map((role) => `[role="${role}"]`),
].join(", ");

interface Reading {
  title: string;
  text: string;
}

/** The text of a page that one would read: title and article without menus, or all visible text where there is no article. */
export function readPage(page: Document, view: PageView): PageText {
  const start = view.now();
  const copy = copyPage(page.documentElement, view);
  const isLate = view.now() - start > MAX_MS_BEFORE_ARTICLE;
  const reading = isPlainText(page) ? { title: page.title, text: plainText(page) } : readCopy(copy, page, isLate);
  const [title, body] = [cleanText(reading.title).trim(), cleanText(reading.text)];
  const isTitled = title === "" || body.trim() === "" || body.startsWith(title);
  const read = shorten("page", isTitled ? body : `${title}\n\n${body}`);
  return {
    ...read,
    shortened: read.shortened || copy.isCut,
    ...(title !== "" && { title }),
    ...(read.text === "" && whyTextless(page, copy)),
  };
}

function readCopy(copy: PageCopy, { title }: Document, isLate: boolean): Reading {
  const all = () => ({ title, text: writeText(copy.document.body) });
  if (isLate || copy.document.body.getElementsByTagName("*").length > MAX_ARTICLE_ELEMENTS) return all();
  const main = { title, text: withoutPageFrame(copy.document) };
  const whole = main.text.length >= MIN_ARTICLE_LENGTH ? main : all();
  const article = articleOf(copy.document, title);
  const isWhole = main.text.length > MAX_SHORT_PAGE || article.text.length >= main.text.length * MIN_ARTICLE_SHARE;
  return article.text.length >= MIN_ARTICLE_LENGTH && isWhole ? article : { ...whole, title: article.title };
}

function withoutPageFrame(copy: Document): string {
  const body = copy.body.cloneNode(true) as HTMLElement;
  for (const element of body.querySelectorAll(PAGE_FRAME)) element.remove();
  return writeText(body);
}

/** What Readability takes for the article; "" for none. It changes the document that it is given. */
function articleOf(copy: Document, title: string): Reading {
  copy.title = title;
  for (const table of copy.querySelectorAll("table")) {
    // Readability throws small tables away that it does not know for data.
    if (table.querySelector("table, p + p") === null) table.setAttribute("summary", "data");
  }
  const article = new Readability(copy, { serializer: writeText }).parse();
  return { title: article?.title?.trim() || title, text: article?.content?.trim() ?? "" };
}

/** A document that is no page but a text, e.g. code, JSON, a log. */
function isPlainText({ contentType }: Document): boolean {
  return /^text\/(?!html\b|xml\b)|\bjson\b|javascript\b/.test(contentType);
}

/** The text as the file has it, without what a browser may put around. */
function plainText(page: Document): string {
  return page.querySelector("pre")?.textContent ?? page.documentElement.textContent ?? "";
}

function whyTextless({ contentType }: Document, { closedFrames }: PageCopy): Pick<PageText, "textless"> {
  if (contentType === "application/pdf") return { textless: "pdf" };
  if (/^(?:image|video|audio)\//.test(contentType)) return { textless: "picture" };
  return closedFrames > 0 ? { textless: "closed-frames" } : {};
}
