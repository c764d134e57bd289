import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import type { PracticeSite } from "../practice-site/practice-site.ts";
import { startBrowser } from "./chromium-browser.ts";
import { expect, test } from "./test.ts";
import { viewPage } from "./view-page.ts";

/** All that is written to the extension's database, as text. */
function readDatabase(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open("sidenote");
      opening.addEventListener("success", () => resolve(opening.result));
      opening.addEventListener("error", () => reject(opening.error ?? new Error("No database")));
    });
    const names = [...database.objectStoreNames];
    const transaction = database.transaction(names);
    const rows = names.map(
      (name) =>
        new Promise((resolve) => {
          const reading = transaction.objectStore(name).getAll();
          reading.addEventListener("success", () => resolve(reading.result));
        }),
    );
    const text = JSON.stringify(await Promise.all(rows));
    database.close();
    return text;
  });
}

test("a temporary chat is written nowhere, and is not listed", async ({ extension, panel }) => {
  await panel.button("More").click();
  await panel.button("New temporary chat").click();
  await expect(panel.page.getByText("is gone when this window closes")).toBeVisible();
  await panel.box.fill("a private half thought");
  const background = await extension.background();
  const inMemory = () => background.evaluate(async () => JSON.stringify(await chrome.storage.session.get(null)));
  const kept = async () => (await inMemory()) + (await readDatabase(panel.page));
  await expect.poll(kept).toContain("a private half thought");
  expect(await readDatabase(panel.page)).not.toContain("private");
  // It is one before its first question already.
  await panel.page.reload();
  await expect(panel.box).toHaveValue("a private half thought");
  await expect(panel.page.getByRole("heading", { name: "Temporary chat" })).toBeVisible();
  await panel.ask("a private question");
  await panel.answer("done");
  await panel.ask("a second private question");
  await expect(panel.answers).toHaveCount(2);
  await panel.answer("done");
  expect(await readDatabase(panel.page)).not.toContain("private");
  await panel.button("Conversations").click();
  await expect(panel.page.getByText("No conversations yet.")).toBeVisible();
});

test("who leaves a temporary chat can go back to it", async ({ panel }) => {
  await panel.button("More").click();
  await panel.button("New temporary chat").click();
  await panel.ask("a private question");
  await panel.answer("done");
  await panel.box.fill("a private half thought");
  await panel.button("New chat").click();
  await expect(panel.answers).toHaveCount(0);
  await panel.button("Undo").click();
  await panel.answer("done");
  await expect(panel.box).toHaveValue("a private half thought");

  // Nothing asked in it, and something typed.
  await panel.button("More").click();
  await panel.button("New temporary chat").click();
  await panel.box.fill("another half thought");
  await panel.button("New chat").click();
  await expect(panel.box).toHaveValue("");
  await panel.button("Undo").click();
  await expect(panel.box).toHaveValue("another half thought");
  await panel.ask("Go on");
  await panel.answer("done");
});

/** Allows the extension in private windows, as its owner does in the browser's settings. Holds from the next start on. */
async function allowInPrivateWindows(site: PracticeSite, profile: string): Promise<void> {
  const extension = await startBrowser({ site, profile });
  await extension.page.goto("chrome://extensions");
  await extension.page.evaluate((extensionId) => {
    const { developerPrivate } = chrome as unknown as {
      developerPrivate: { updateExtensionConfiguration(change: object): Promise<void> };
    };
    return developerPrivate.updateExtensionConfiguration({ extensionId, incognitoAccess: true });
  }, new URL(extension.extensionUrl).host);
  await extension.close();
}

test("a private window writes nothing to disk, and its chat ends with it", async ({ site }) => {
  site.reset();
  const profile = await mkdtemp(join(tmpdir(), "sidenote-profile-"));
  await allowInPrivateWindows(site, profile);
  const extension = await startBrowser({ site, profile });
  const background = await extension.background();
  const windowId = await background.evaluate(async () => (await chrome.windows.create({ incognito: true }))?.id ?? -1);
  await background.evaluate((id) => chrome.action.openPopup({ windowId: id }), windowId);
  const popup = viewPage(await extension.view("popup"));
  await expect(
    popup.page.getByText("In this private window your conversations are kept in memory alone"),
  ).toBeVisible();
  await popup.agree();
  await popup.ask("a private question");
  await popup.answer("done");
  expect(site.received.questions()).toHaveLength(1);

  const kept = () => background.evaluate(async () => JSON.stringify(await chrome.storage.session.get(null)));
  // The window is closed in the middle of an answer, with something typed and not sent.
  site.set({ tokensPerSecond: 50, answer: "word ".repeat(2_000) });
  await popup.ask("a second private question");
  await popup.answer("streaming");
  await popup.box.fill("half a private thought");
  await expect.poll(kept).toContain("half a private thought");
  await extension.page.goto(`${extension.extensionUrl}options.html`);
  expect(await readDatabase(extension.page)).not.toContain("private");
  expect(await kept()).toContain("a private question");
  await background.evaluate((id) => chrome.windows.remove(id), windowId);
  await expect.poll(kept).not.toContain("a private question");
  // Nor is anything else kept for it.
  await expect.poll(kept).not.toContain(`:${windowId}`);
  await extension.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
});
