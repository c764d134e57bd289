import { browser } from "wxt/browser";
import { type PageText, pageTextSchema, shorten } from "../page/page-text.ts";
import { readSelection } from "../page/selection.ts";

/**
 * What is selected in a tab: in this frame, or in whichever where none is named; "" for nothing. Rejects where the browser
 * does not allow scripts.
 */
export async function readSelectionOf(tabId: number, frameId?: number): Promise<string> {
  const target = frameId === undefined ? { tabId, allFrames: true } : { tabId, frameIds: [frameId] };
  const frames = await browser.scripting.executeScript({ target, func: readSelection });
  const selections = frames.map(({ result }) => (typeof result === "string" ? result.trim() : ""));
  return selections.find((text) => text !== "") ?? "";
}

/**
 * The selection, or the readable text of the page where nothing is selected. Needs the person's click (`activeTab`).
 * Rejects on pages that no extension may read, e.g. the browser's own.
 */
export async function readPageOf(tabId: number): Promise<PageText> {
  const selection = await readSelectionOf(tabId);
  if (selection !== "") return shorten("selection", selection);
  const [frame] = await browser.scripting.executeScript({ target: { tabId }, files: ["/read-page.js"] });
  return pageTextSchema.parse(frame?.result);
}
