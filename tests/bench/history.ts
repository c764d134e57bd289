import { setTimeout as wait } from "node:timers/promises";
import type { Page } from "@playwright/test";
import { exportFile } from "../../src/conversations/transfer/export-file.ts";
import { startBrowser } from "../e2e/chromium-browser.ts";
import type { ExtensionBrowser } from "../e2e/extension-browser.ts";
import { killBackground } from "../e2e/kill-background.ts";
import { makeConversations } from "../fixtures/conversations.ts";
import type { PracticeSite } from "../practice-site/practice-site.ts";
import { addRows, type ImportFigures, measureImport } from "./import.ts";
import { median } from "./median.ts";
import { readUsable, watchUsable } from "./usable-time.ts";

/** How Sidenote does with a long history. Times in ms, sizes in bytes. */
export interface HistoryFigures extends ImportFigures {
  messages: number;
  fileBytes: number;
  /** From opening the panel's page to a text box that can be typed into, and to the last conversation above it. */
  panelMs: number;
  conversationMs: number;
  /** From the question of a view to the hits at the view: the first one `TYPING_MS` after the list was opened, and again. */
  firstSearchMs: number;
  searchMs: number;
  /** To compare the first search with: a page that does nothing but read the rows that it looks through. */
  rowsMs: number;
  /** From opening the list to its first page at the view. */
  listMs: number;
  /** With the conversation shown and the list open. */
  panelHeapBytes: number;
}

const RUNS = 7;

/** About as long as a person takes for the first word, in ms. */
const TYPING_MS = 1_000;

/** Imports so many conversations of 50 messages into a fresh browser, and measures there. */
export async function measureHistory(site: PracticeSite, conversations: number): Promise<HistoryFigures> {
  const browser = await startBrowser({ site });
  try {
    const file = exportFile(makeConversations(conversations, 50));
    const imported = await measureImport(browser, file);
    const panelTimes: number[] = [];
    const conversationTimes: number[] = [];
    let panelHeapBytes = 0;
    await showConversation(browser);
    for (let run = 0; run < RUNS; run += 1) {
      const page = await browser.context.newPage();
      const opened = await openPanel(page, browser);
      panelTimes.push(opened.panelMs);
      conversationTimes.push(opened.conversationMs);
      await openList(page);
      panelHeapBytes = await heapOf(page);
      await page.close();
    }
    const view = await browser.context.newPage();
    await view.goto(`${browser.extensionUrl}options.html`);
    // As after a while without Sidenote: nothing is in memory. What a search needs is read ahead when the list is opened.
    await killBackground(view);
    await ask(view, { type: "list", limit: 50 }, "conversations", 1);
    await wait(TYPING_MS);
    const searches = await ask(view, { type: "search", query: "marker7x3" }, "found", RUNS);
    const rowsMs = await readRows(view);
    const addingRowsMs = await addRows(view, conversations * 50, file.length);
    const lists = await ask(view, { type: "list", limit: 50 }, "conversations", RUNS);
    return {
      messages: conversations * 50,
      fileBytes: file.length,
      ...imported,
      addingRowsMs,
      panelMs: median(panelTimes),
      conversationMs: median(conversationTimes),
      firstSearchMs: searches[0] ?? 0,
      searchMs: median(searches),
      rowsMs,
      listMs: median(lists),
      panelHeapBytes,
    };
  } finally {
    await browser.close();
  }
}

/** Shows a conversation in the panel, which shows it again from then on. */
async function showConversation(browser: ExtensionBrowser): Promise<void> {
  const page = await browser.openTab("sidepanel.html");
  await openList(page);
  await page.getByRole("dialog").getByRole("listitem").first().getByRole("button").first().click();
  await page.getByRole("article").last().waitFor();
  await page.close();
}

async function openList(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Conversations", exact: true }).click();
  await page.getByRole("dialog").getByRole("listitem").first().waitFor();
}

async function openPanel(
  page: Page,
  browser: ExtensionBrowser,
): Promise<Pick<HistoryFigures, "panelMs" | "conversationMs">> {
  await watchUsable(page);
  await page.goto(`${browser.extensionUrl}sidepanel.html`);
  await page.locator("html[data-message]").waitFor({ state: "attached" });
  const { boxMs, messageMs = Number.NaN } = await readUsable(page);
  return { panelMs: boxMs, conversationMs: messageMs };
}

function readRows(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open("sidenote");
      opening.addEventListener("success", () => resolve(opening.result));
    });
    const start = performance.now();
    await new Promise((resolve) => {
      database.transaction("texts").objectStore("texts").getAll().addEventListener("success", resolve);
    });
    database.close();
    return performance.now() - start;
  });
}

async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  return usedSize;
}

/** Sends a command over a port, as a view does, and waits for the event that answers it; so many times. */
function ask(page: Page, command: object, answer: string, runs: number): Promise<number[]> {
  return page.evaluate(
    async ([sent, type, count]) => {
      const port = chrome.runtime.connect({ name: "view" });
      port.postMessage({ type: "hello", surface: "tab", windowId: 1, private: false, resumed: true });
      const times: number[] = [];
      for (let run = 0; run < count; run += 1) {
        const start = performance.now();
        const answered = new Promise<void>((resolve) => {
          port.onMessage.addListener(function take(event: { type: string }) {
            if (event.type !== type) return;
            port.onMessage.removeListener(take);
            resolve();
          });
        });
        port.postMessage(sent);
        await answered;
        times.push(performance.now() - start);
      }
      port.disconnect();
      return times;
    },
    [command, answer, runs] as const,
  );
}
