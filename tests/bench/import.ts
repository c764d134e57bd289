import type { Page } from "@playwright/test";
import type { ExtensionBrowser } from "../e2e/extension-browser.ts";

/** What an import takes, in ms. */
export interface ImportFigures {
  /** From the choice of the file to its end, and of that the part in which its rows are added. */
  importMs: number;
  addingMs: number;
  /** To compare that with: a page that adds as many rows, with the same text, to a store without an index. */
  addingRowsMs: number;
  /** Meanwhile: the longest that somebody waits who stores a question. */
  longestWaitMs: number;
}

/** Imports a file in the settings of a fresh browser. */
export async function measureImport(
  browser: ExtensionBrowser,
  file: string,
): Promise<Omit<ImportFigures, "addingRowsMs">> {
  const asking = await browser.context.newPage();
  await asking.goto(`${browser.extensionUrl}options.html`);
  const page = await browser.context.newPage();
  await page.goto(`${browser.extensionUrl}options.html`);
  // The file is made in the page: a driver takes no files of this size.
  const transfer = await page.evaluateHandle((text) => {
    const made = new DataTransfer();
    made.items.add(new File([text], "sidenote.json", { type: "application/json" }));
    return made;
  }, file);
  const start = performance.now();
  await transfer.evaluate(({ files }) => {
    const input = document.querySelector<HTMLInputElement>("input[type=file]");
    if (input === null) throw new Error("There is no import");
    input.files = files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  await page.getByRole("button", { name: "Add them" }).click({ timeout: 120_000 });
  const checked = performance.now();
  const waits = storeMeanwhile(asking);
  await page.getByText("The conversations have been added.").waitFor({ timeout: 300_000 });
  const end = performance.now();
  await asking.evaluate(() => document.documentElement.toggleAttribute("data-ended", true));
  const longestWaitMs = await waits;
  await page.close();
  await asking.close();
  return { importMs: end - start, addingMs: end - checked, longestWaitMs };
}

/** Opens what is needed to store a question, again and again until the page is marked, and gives the longest wait, in ms. */
function storeMeanwhile(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open("sidenote");
      opening.addEventListener("success", () => resolve(opening.result));
    });
    let longest = 0;
    while (!document.documentElement.hasAttribute("data-ended")) {
      const start = performance.now();
      await new Promise((resolve) => {
        const transaction = database.transaction(["conversations", "messages", "texts"], "readwrite");
        transaction.objectStore("messages").getKey("none").addEventListener("success", resolve);
      });
      longest = Math.max(longest, performance.now() - start);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    database.close();
    return longest;
  });
}

/** How long a page takes to add so many rows, with `characters` of text in all, to an object store that has no index. */
export function addRows(page: Page, count: number, characters: number): Promise<number> {
  return page.evaluate(
    async ([rows, length]) => {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const opening = indexedDB.open("rows-alone");
        opening.addEventListener("upgradeneeded", () => opening.result.createObjectStore("rows", { keyPath: "id" }));
        opening.addEventListener("success", () => resolve(opening.result));
      });
      const text = "a".repeat(length / rows);
      const start = performance.now();
      for (let first = 0; first < rows; first += 1_000) {
        await new Promise((resolve) => {
          const transaction = database.transaction("rows", "readwrite");
          const store = transaction.objectStore("rows");
          for (let id = first; id < Math.min(rows, first + 1_000); id += 1) store.add({ id: `row-${id}`, text });
          transaction.addEventListener("complete", resolve);
        });
      }
      database.close();
      return performance.now() - start;
    },
    [count, characters] as const,
  );
}
