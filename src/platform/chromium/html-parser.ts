import { browser } from "wxt/browser";
import type { ParsedElement, ParseHtml } from "../../providers/chatgptt/page/parse-html.ts";
import { parsedElementsSchema, type ParseRequest } from "./offscreen-message.ts";

const OFFSCREEN_PAGE = "/offscreen.html";

/**
 * How long the offscreen document stays after its last use, in ms. Stale tokens are read again seconds later. An idle
 * worker lives for 30 s, so it is still there to close the document.
 */
const IDLE_MS = 20_000;

/** How often, in ms, a document that has been created and still loads is looked for, and how long at most. */
const LOOK_MS = 20;
const LOADING_MS = 5_000;

/** After this time, in ms, no answer will come. A page of 2 MB takes about a hundredth of it. */
const PARSING_MS = 20_000;

/** A document of the extension, as its service worker sees it. */
interface Client {
  url: string;
  postMessage(message: unknown, transfer: Transferable[]): void;
}

/** Belongs to a service worker's globals, which TypeScript's DOM library leaves out. */
declare const clients: { matchAll(options: { includeUncontrolled: boolean }): Promise<readonly Client[]> };

/**
 * Parses pages in an offscreen document, because Chromium's worker has no DOMParser. The document is there only while
 * it is used. The parser rejects with the signal's reason, or if the document does not come or answer.
 */
export function createHtmlParser(): ParseHtml {
  let uses = 0;
  let closing: ReturnType<typeof setTimeout> | undefined;
  let closed = Promise.resolve();
  let opening: Promise<void> | undefined;

  async function openDocument(): Promise<Client> {
    // A document that is about to close takes a page and never answers.
    await closed;
    const found = await findDocument();
    if (found !== undefined) return found;
    opening ??= openOnce().finally(() => (opening = undefined));
    await opening;
    for (let waited = 0; waited < LOADING_MS; waited += LOOK_MS) {
      const opened = await findDocument();
      if (opened !== undefined) return opened;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    throw new Error("The offscreen document is not there");
  }

  function closeLater(afterMs: number): void {
    clearTimeout(closing);
    closing = setTimeout(() => {
      closed = browser.offscreen.closeDocument().catch(() => {
        // The document is closed already or was never there, which is what was wanted.
      });
    }, afterMs);
  }

  // A background that was killed has left it open.
  void findDocument().then((left) => left !== undefined && uses === 0 && closeLater(IDLE_MS));

  return async (html, selector, signal) => {
    uses += 1;
    clearTimeout(closing);
    let idleMs = 0;
    try {
      const document = await openDocument();
      signal.throwIfAborted();
      const parsed = await askToParse(document, { type: "parse-html", html, selector }, signal);
      idleMs = IDLE_MS;
      return parsed;
    } finally {
      uses -= 1;
      if (uses === 0) closeLater(idleMs);
    }
  };
}

async function findDocument(): Promise<Client | undefined> {
  const url = browser.runtime.getURL(OFFSCREEN_PAGE);
  return (await clients.matchAll({ includeUncontrolled: true })).find((client) => client.url === url);
}

/**
 * Opens the document unless it is there. A killed background can have left one that still loads, and the browser allows
 * no second one.
 */
async function openOnce(): Promise<void> {
  if (await isCreated()) return;
  try {
    await createDocument();
  } catch (problem) {
    if (!(await isCreated())) throw problem;
  }
}

async function isCreated(): Promise<boolean> {
  const contexts = await browser.runtime.getContexts({ contextTypes: ["OFFSCREEN_DOCUMENT"] });
  return contexts.length > 0;
}

function createDocument(): Promise<void> {
  return browser.offscreen.createDocument({
    url: OFFSCREEN_PAGE,
    reasons: ["DOM_PARSER"],
    justification: "Reads the chat page of the site without running or loading anything of it",
  });
}

/**
 * Sends the page over a port of its own. `runtime.sendMessage` would write the page as JSON and hand it to every open
 * view, which for 2 MB takes ten times as long as parsing it.
 */
async function askToParse(document: Client, request: ParseRequest, signal: AbortSignal): Promise<ParsedElement[]> {
  const { port1, port2 } = new MessageChannel();
  let end: (reason: unknown) => void = () => undefined;
  const stopped = new Promise<never>((_, reject) => (end = reject));
  const stop = (): void => end(signal.reason);
  signal.addEventListener("abort", stop, { once: true });
  const timer = setTimeout(() => end(new Error("The offscreen document does not answer")), PARSING_MS);
  try {
    const answered = new Promise<unknown>((resolve) => {
      port1.addEventListener("message", ({ data }) => resolve(data), { once: true });
      port1.start();
    });
    document.postMessage(request, [port2]);
    return parsedElementsSchema.parse(await Promise.race([answered, stopped]));
  } finally {
    signal.removeEventListener("abort", stop);
    clearTimeout(timer);
    port1.close();
  }
}
