import { ARTICLES, type Article, type ArticleLanguage } from "./article-texts.ts";
import { send, type Exchange } from "./exchange.ts";

export type { ArticleLanguage } from "./article-texts.ts";

/** The host of the article: not the chat's, as when somebody reads any page of the web. */
export const ARTICLE_HOST = "practice.sidenote.test";

/** The address of the article in a language; English is the long one. */
export function articleAddress(language: ArticleLanguage = "en"): string {
  return `https://${ARTICLE_HOST}/article${language === "en" ? "" : `?lang=${language}`}`;
}

/** Serves the article, among the things that stand around articles and are not worth reading. */
export function serveArticle(exchange: Exchange): void {
  const { path, query } = exchange.request;
  if (path !== "/article" && path !== "/") {
    return send(exchange, 404, "text/html; charset=UTF-8", "<!DOCTYPE html><title>Not found</title><p>Not found");
  }
  const language = query.get("lang") ?? "en";
  const known = Object.hasOwn(ARTICLES, language) ? (language as ArticleLanguage) : "en";
  send(exchange, 200, "text/html; charset=UTF-8", page(known, ARTICLES[known]));
}

function page(language: ArticleLanguage, { title, lead, body }: Article): string {
  return `<!DOCTYPE html>
<html lang="${language}" dir="${language === "ar" ? "rtl" : "ltr"}">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="description" content="${lead}">
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<header class="site">
<a class="name" href="/article">The Practice Reader</a>
<nav aria-label="Sections"><ul><li><a href="/article">Books</a></li><li><a href="/article">Letters</a></li><li><a href="/article">Type</a></li><li><a href="/article">Subscribe</a></li></ul></nav>
</header>
<div class="columns">
<main>
<article>
<h1>${title}</h1>
<p class="lead">${lead}</p>
${body}
</article>
</main>
<aside aria-label="More to read">
<h2>Most read</h2>
<ol><li><a href="/article">Ten bookmarks for people who lose bookmarks</a></li><li><a href="/article">Why paper yellows</a></li><li><a href="/article">A visit to a bindery</a></li></ol>
<div class="offer"><strong>Read more for less.</strong> Three months of the Practice Reader for the price of one. <a href="/article">Subscribe now</a></div>
</aside>
</div>
<footer class="site"><p>A page to practise on, served by this machine. <a href="/article">Imprint</a> · <a href="/article">Privacy</a> · <a href="/article">Cookies</a></p></footer>
</body>
</html>
`;
}

const STYLE = `
:root { color-scheme: light dark; --ink: #26221c; --paper: #fbf8f2; --faint: #6d665a; --line: #ddd5c7; --accent: #9a3412; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e9e4da; --paper: #1b1917; --faint: #a49c8e; --line: #3a352e; --accent: #fdba74; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.125rem/1.65 Georgia, "Noto Serif", serif; }
a { color: var(--accent); text-underline-offset: .15em; }
.site { display: flex; flex-wrap: wrap; gap: .5rem 2rem; align-items: baseline; padding: 1rem 1.5rem; font: .95rem system-ui, sans-serif; }
header.site { border-block-end: 1px solid var(--line); }
footer.site { border-block-start: 1px solid var(--line); color: var(--faint); }
.name { font: bold 1.2rem Georgia, serif; color: inherit; text-decoration: none; }
nav ul { display: flex; flex-wrap: wrap; gap: 1.25rem; list-style: none; margin: 0; padding: 0; }
.columns { display: flex; flex-wrap: wrap; gap: 2rem 4rem; justify-content: center; padding: 2.5rem 1.5rem; }
main { flex: 1 1 22rem; max-width: 38rem; }
aside { flex: 0 1 14rem; font: .9rem/1.5 system-ui, sans-serif; color: var(--faint); }
aside h2 { font-size: .8rem; text-transform: uppercase; letter-spacing: .08em; }
aside ol { padding-inline-start: 1.2rem; }
.offer { border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; }
h1 { font-size: 2.2rem; line-height: 1.15; text-wrap: balance; margin: 0 0 .75rem; }
h2 { font-size: 1.35rem; margin: 2.25rem 0 .5rem; }
.lead { font-size: 1.25rem; color: var(--faint); margin-block-start: 0; }
blockquote { margin: 1.5rem 0; padding-inline-start: 1.25rem; border-inline-start: 3px solid var(--accent); font-style: italic; }
`;
