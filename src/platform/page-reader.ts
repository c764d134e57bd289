import { browser } from "wxt/browser";
import { anySelection, chooseSelection } from "../page/choose-selection.ts";
import { type PageProblem, type PageText, pageTextSchema, shorten } from "../page/page-text.ts";
import { type FrameSelection, frameSelectionSchema } from "../page/selection.ts";
import { wait } from "../providers/wait.ts";

/** How long the frames of a page may take together, in ms. One that hangs keeps the others' results back. */
const ALL_FRAMES_MS = 2_000;
/** How long one frame may take, in ms: enough for a large page that is still busy loading. */
const ONE_FRAME_MS = 4_000;

type InjectionTarget = { tabId: number; allFrames: true } | { tabId: number; frameIds: number[] };
type Script = "/read-page.js" | "/read-selection.js";

/** The page runs no script, e.g. because one of its own never ends. */
export class PageSilent extends Error {}

/**
 * What is selected in one frame of a tab; "" for nothing. Rejects where the browser does not allow scripts, and with
 * `PageSilent` where the frame does not answer in time.
 */
export async function readSelectionOf(tabId: number, frameId: number, signal: AbortSignal): Promise<string> {
  return anySelection(selectionsIn(await runInFrame(tabId, frameId, "/read-selection.js", signal))).text;
}

/**
 * The selection, or the readable text of the page where nothing is selected; or what is in the way. Needs the person's
 * click (`activeTab`). Rejects on pages that no extension may read, e.g. the browser's own.
 * @param rest ask about what can be read even if the person is in a frame that cannot
 */
export async function readPageOf(tabId: number, rest: boolean, signal: AbortSignal): Promise<PageText | PageProblem> {
  try {
    const frames = selectionsIn(await runInAll(tabId, "/read-selection.js", signal));
    const selection = rest ? anySelection(frames) : chooseSelection(frames);
    if (selection === "closed") return "page-focus-closed";
    if (selection.text !== "") return shorten("selection", selection.text);
    const [page] = await runInFrame(tabId, 0, "/read-page.js", signal);
    return pageTextSchema.parse(page);
  } catch (problem) {
    if (problem instanceof PageSilent) return "page-silent";
    throw problem;
  }
}

/** A frame that goes away meanwhile has no result. */
function selectionsIn(results: readonly unknown[]): FrameSelection[] {
  return results.flatMap((result) => frameSelectionSchema.safeParse(result).data ?? []);
}

/** Runs a script in all frames that may be read. If they do not answer together, runs it in the main frame alone. */
async function runInAll(tabId: number, script: Script, signal: AbortSignal): Promise<unknown[]> {
  const running = run({ tabId, allFrames: true }, script, ALL_FRAMES_MS, signal);
  const results = await running.catch(() => undefined);
  signal.throwIfAborted();
  return results ?? runInFrame(tabId, 0, script, signal);
}

async function runInFrame(tabId: number, frameId: number, script: Script, signal: AbortSignal): Promise<unknown[]> {
  const results = await run({ tabId, frameIds: [frameId] }, script, ONE_FRAME_MS, signal);
  if (results === undefined) throw new PageSilent();
  return results;
}

/** The frames' results; undefined where they do not come in time. */
async function run(
  target: InjectionTarget,
  script: Script,
  ms: number,
  signal: AbortSignal,
): Promise<unknown[] | undefined> {
  const ending = new AbortController();
  const running = browser.scripting.executeScript({
    target,
    files: [script],
    // By default the browser waits until every frame is loaded. Some never are, e.g. a lazy one out of sight.
    injectImmediately: true,
  });
  try {
    const frames = await Promise.race([running, wait(ms, AbortSignal.any([signal, ending.signal]))]);
    return frames?.map(({ result }) => result);
  } finally {
    ending.abort();
  }
}
