import { Readability } from "@mozilla/readability";
import { cleanText } from "./clean-text.ts";
import { copyPage, type PageCopy } from "./copy-page.ts";
import { type PageText, shorten } from "./page-text.ts";
import type { PageView } from "./page-view.ts";
import { writeText } from "./write-text.ts";

/**
 * Shortest article, in characters. Below this, Readability has taken a part for the whole, and all visible text is
 * better.
 */
const MIN_ARTICLE_LENGTH = 200;
/**
 * Most elements of a page that Readability reads, because it takes longer than copying. Larger pages give all visible
 * text.
 */
const MAX_ARTICLE_ELEMENTS = 8_000;
/** Slowest copying, in ms, after which Readability still runs. Slower pages give all visible text. */
const MAX_MS_BEFORE_ARTICLE = 1_000;
/**
 * Longest page, in characters, that is sent whole if the article is only a part of it. So much fits into any question.
 */
const MAX_SHORT_PAGE = 25_000;
/** Smallest share of the text outside of menus that an article holds. */
const MIN_ARTICLE_SHARE = 0.6;
/** Elements around the text of a page, by their usual names and roles. */
const PAGE_FRAME = [
  "nav, footer, aside, search, body > * > * > header, body > * > * > * > header",
  ...["navigation", "banner", "contentinfo", "complementary", "search"].map((role) => `[role="${role}"]`),
].join(", ");

interface Reading {
  title: string;
  text: string;
}

/**
 * Reads the text of a page: title and article without menus, or all visible text if there is no article. At most
 * `MAX_PAGE_TEXT` characters.
 */
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

/** Returns what Readability takes for the article; its text is "" for none. Changes the document. */
function articleOf(copy: Document, title: string): Reading {
  copy.title = title;
  for (const table of copy.querySelectorAll("table")) {
    // Readability drops small tables unless they are marked as data.
    if (table.querySelector("table, p + p") === null) table.setAttribute("summary", "data");
  }
  const article = new Readability(copy, { serializer: writeText }).parse();
  return { title: article?.title?.trim() || title, text: article?.content?.trim() ?? "" };
}

/** Whether a document is plain text, such as code, JSON or a log. */
function isPlainText({ contentType }: Document): boolean {
  return /^text\/(?!html\b|xml\b)|\bjson\b|javascript\b/.test(contentType);
}

/** Returns the text of the file, without what the browser adds around it. */
function plainText(page: Document): string {
  return page.querySelector("pre")?.textContent ?? page.documentElement.textContent ?? "";
}

function whyTextless({ contentType }: Document, { closedFrames }: PageCopy): Pick<PageText, "textless"> {
  if (contentType === "application/pdf") return { textless: "pdf" };
  if (/^(?:image|video|audio)\//.test(contentType)) return { textless: "picture" };
  return closedFrames > 0 ? { textless: "closed-frames" } : {};
}
