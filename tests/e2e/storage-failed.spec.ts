import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { startBrowser } from "./chromium-browser.ts";
import { killBackground } from "./kill-background.ts";
import { expect, test } from "./test.ts";
import { viewPage } from "./view-page.ts";

function storedTexts(page: Page): Promise<string[]> {
  return page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open("sidenote");
        opening.addEventListener("error", () => reject(opening.error ?? new Error("Not opened")));
        opening.addEventListener("success", () => {
          const reading = opening.result.transaction("messages").objectStore("messages").getAll();
          reading.addEventListener("success", () => {
            opening.result.close();
            resolve(reading.result.map(({ text }: { text: string }) => text));
          });
        });
      }),
  );
}

test("where nothing can be stored, the chat goes on and says what can be done", async ({ site }) => {
  const profile = await mkdtemp(join(tmpdir(), "sidenote-profile-"));
  site.reset();
  // The extension's storage knows no limit that a test could reach; a database from the future fails as hard.
  const before = await startBrowser({ site, profile });
  await before.page.goto(`${before.extensionUrl}icon/16.png`);
  await killBackground(before.page);
  await before.page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open("sidenote", 1_000);
        opening.addEventListener("success", () => {
          opening.result.close();
          resolve();
        });
        opening.addEventListener("error", () => reject(opening.error ?? new Error("Not opened")));
      }),
  );
  await before.close();

  const extension = await startBrowser({ site, profile });
  await extension.page.goto(site.article());
  const panel = viewPage(await extension.openPanel());
  await panel.agree();
  await panel.ask("a question that cannot be stored");
  await panel.answer("done");
  await expect(panel.alert).toContainText("This conversation cannot be saved on this computer right now.");
  await panel.ask("and a second one");
  await expect(panel.answers).toHaveCount(2);
  await panel.answer("done");
  expect(site.received.questions().at(-1)?.fields["message"]).toMatch(/^User: a question that cannot be stored\n/);
  const settings = await extension.nextTab(() => panel.button("See what takes the space").click());
  await expect(settings.getByRole("button", { name: "Export everything" })).toBeVisible();
  await expect(settings.getByRole("button", { name: "Delete all conversations" })).toBeVisible();
  await settings.close();

  // Neither the end of the background nor that of the last view takes what could not be stored.
  await killBackground(panel.page);
  await extension.closePanel();
  const again = viewPage(await extension.openPanel());
  await expect(again.questions).toHaveText(["a question that cannot be stored", "and a second one"]);
  await expect(again.answers).toHaveCount(2);
  await expect(again.answers.last()).toHaveAttribute("data-state", "done");

  // As soon as there is a disk that takes it, it is all written there.
  await again.page.evaluate(() => indexedDB.deleteDatabase("sidenote"));
  await again.ask("and a third one");
  await expect(again.answers).toHaveCount(3);
  await again.answer("done");
  expect(await storedTexts(again.page)).toEqual(
    expect.arrayContaining(["a question that cannot be stored", "and a second one", "and a third one"]),
  );
  await extension.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
});
