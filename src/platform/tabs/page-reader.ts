import { browser } from "wxt/browser";
import { type PageProblem, type PageText, pageTextSchema, shorten } from "../../page/page-text.ts";
import { pageSelectionSchema } from "../../page/selection.ts";
import { wait } from "../../providers/transport/wait.ts";

/** How long a page may take, in ms: enough for a large one that is still busy loading. */
const MAX_MS = 4_000;

/** The page runs no script, e.g. because one of its own never ends. */
export class PageSilent extends Error {}

/**
 * What is selected in one frame of a tab; "" for nothing. Rejects where the browser does not allow scripts, and with
 * `PageSilent` where the frame does not answer in time.
 */
export async function readSelectionOf(tabId: number, frameId: number, signal: AbortSignal): Promise<string> {
  return pageSelectionSchema.parse(await run(tabId, frameId, "/read-selection.js", signal)).text;
}

/**
 * The selection, or the readable text of the page where nothing is selected; or what is in the way. Needs the person's
 * click (`activeTab`). Rejects on pages that no extension may read, e.g. the browser's own.
 * @param rest ask about what can be read even if the person is in a frame that cannot
 */
export async function readPageOf(tabId: number, rest: boolean, signal: AbortSignal): Promise<PageText | PageProblem> {
  try {
    const { text, isClosed } = pageSelectionSchema.parse(await run(tabId, 0, "/read-selection.js", signal));
    if (isClosed && !rest) return "page-focus-closed";
    if (text !== "") return shorten("selection", text);
    return pageTextSchema.parse(await run(tabId, 0, "/read-page.js", signal));
  } catch (problem) {
    if (problem instanceof PageSilent) return "page-silent";
    throw problem;
  }
}

/** The result of a script in one frame. It reads the frames within by itself: one that hangs would keep all results back. */
async function run(
  tabId: number,
  frameId: number,
  script: "/read-page.js" | "/read-selection.js",
  signal: AbortSignal,
): Promise<unknown> {
  const ending = new AbortController();
  const running = browser.scripting.executeScript({
    target: { tabId, frameIds: [frameId] },
    files: [script],
    // By default the browser waits until the page is loaded. Some never are.
    injectImmediately: true,
  });
  try {
    const results = await Promise.race([running, wait(MAX_MS, AbortSignal.any([signal, ending.signal]))]);
    if (results === undefined) throw new PageSilent();
    return results[0]?.result;
  } finally {
    ending.abort();
  }
}
