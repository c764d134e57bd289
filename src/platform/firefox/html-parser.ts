import { type ParseHtml, queryHtml } from "../../providers/chatgptt/page/parse-html.ts";

/** Parses pages in the background itself, because Firefox's background is a page and has a DOMParser. */
export function createHtmlParser(): ParseHtml {
  const parser = new DOMParser();
  return async (html, selector, signal) => {
    signal.throwIfAborted();
    return queryHtml(parser, html, selector);
  };
}
