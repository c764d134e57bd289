import { browser } from "wxt/browser";
import type { ParseHtml } from "../../providers/parse-html.ts";
import { parsedElementsSchema, type ParseRequest } from "./offscreen-message.ts";

const OFFSCREEN_PAGE = "/offscreen.html";

/**
 * How long the offscreen document stays after its last use, in ms: tokens are read again seconds later where they were
 * stale, and a worker that goes idle lives 30 s, so it is still there to close the document.
 */
const IDLE_MS = 20_000;

/** Chromium's worker has no DOMParser: pages are parsed in an offscreen document, which is there only while it is used. */
export function createHtmlParser(): ParseHtml {
  let uses = 0;
  let closing: ReturnType<typeof setTimeout> | undefined;
  let opening: Promise<void> | undefined;

  async function open(): Promise<void> {
    const documents = await browser.runtime.getContexts({ contextTypes: ["OFFSCREEN_DOCUMENT"] });
    if (documents.length > 0) return;
    await browser.offscreen.createDocument({
      url: OFFSCREEN_PAGE,
      reasons: ["DOM_PARSER"],
      justification: "Reads the chat page of the site without running or loading anything of it",
    });
  }

  function closeLater(): void {
    closing = setTimeout(() => {
      opening = undefined;
      void browser.offscreen.closeDocument().catch(() => {
        // Closed already, by the browser: that is what was wanted.
      });
    }, IDLE_MS);
  }

  return async (html, selector, signal) => {
    uses += 1;
    clearTimeout(closing);
    try {
      opening ??= open();
      await opening.catch((error: unknown) => {
        opening = undefined;
        throw error;
      });
      signal.throwIfAborted();
      const request: ParseRequest = { type: "parse-html", html, selector };
      const elements = parsedElementsSchema.parse(await browser.runtime.sendMessage(request));
      signal.throwIfAborted();
      return elements;
    } finally {
      uses -= 1;
      if (uses === 0) closeLater();
    }
  };
}
