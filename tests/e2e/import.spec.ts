import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { exportFile } from "../../src/conversations/transfer/export-file.ts";
import { makeConversations } from "../fixtures/conversations.ts";
import { expect, test } from "./test.ts";
import type { ExtensionBrowser } from "./extension-browser.ts";

async function openSettings(extension: ExtensionBrowser): Promise<Page> {
  const settings = await extension.context.newPage();
  await settings.goto(`${extension.extensionUrl}options.html`);
  return settings;
}

async function choose(settings: Page, text: string): Promise<void> {
  const buffer = Buffer.from(text);
  await settings
    .getByLabel("Import a file")
    .setInputFiles({ name: "sidenote.json", mimeType: "application/json", buffer });
}

/** How many conversations and messages are stored. */
function count(page: Page): Promise<[number, number]> {
  return page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open("sidenote");
      opening.addEventListener("success", () => resolve(opening.result));
    });
    const transaction = database.transaction(["conversations", "messages"]);
    const counting = (name: string) =>
      new Promise<number>((resolve) => {
        const request = transaction.objectStore(name).count();
        request.addEventListener("success", () => resolve(request.result));
      });
    const counts: [number, number] = [await counting("conversations"), await counting("messages")];
    database.close();
    return counts;
  });
}

test("everything is imported once, listed, found, and exported again the same", async ({ extension, panel }) => {
  const settings = await openSettings(extension);
  const file = exportFile(makeConversations(3, 4));
  await choose(settings, file);
  await expect(settings.getByText("The file adds 3 conversations (messages in them: 12).")).toBeVisible();
  expect(await count(settings)).toEqual([0, 0]);
  await settings.getByRole("button", { name: "Add them" }).click();
  await expect(settings.getByText("The conversations have been added.")).toBeVisible();
  expect(await count(settings)).toEqual([3, 12]);

  await panel.button("Conversations").click();
  const list = panel.page.getByRole("dialog", { name: "Conversations" });
  await expect(list.getByRole("listitem")).toHaveCount(3);
  await list.getByRole("searchbox").fill("marker2x3");
  await expect(list.locator("mark")).toHaveText("marker2x3");

  await choose(settings, file);
  await expect(settings.getByText("There is nothing new in this file.")).toBeVisible();
  expect(await count(settings)).toEqual([3, 12]);
});

test("everything is exported into one file", async ({ extension }) => {
  const settings = await openSettings(extension);
  const conversations = makeConversations(3, 4);
  await choose(settings, exportFile(conversations));
  await settings.getByRole("button", { name: "Add them" }).click();
  await expect(settings.getByText("The conversations have been added.")).toBeVisible();
  const downloading = settings.waitForEvent("download");
  await settings.getByRole("button", { name: "Export everything" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^sidenote-\d{4}-\d{2}-\d{2}\.json$/);
  const exported: unknown = JSON.parse(await readFile(await download.path(), "utf8"));
  expect(exported).toEqual({ format: "sidenote", version: 2, conversations });
});

test("a file of a later Sidenote is read as far as it is understood, and goes out again whole", async ({
  extension,
}) => {
  const settings = await openSettings(extension);
  const [one] = makeConversations(1, 2);
  const messages = one?.messages.map((message) => ({ ...message, mood: "calm", state: "paused" }));
  await choose(settings, JSON.stringify({ format: "sidenote", version: 3, conversations: [{ ...one, messages }] }));
  await expect(settings.getByText("The file holds things that this version of Sidenote does not show.")).toBeVisible();
  await settings.getByRole("button", { name: "Add them" }).click();
  await expect(settings.getByText("The conversations have been added.")).toBeVisible();
  const downloading = settings.waitForEvent("download");
  await settings.getByRole("button", { name: "Export everything" }).click();
  const exported = JSON.parse(await readFile(await (await downloading).path(), "utf8")) as { conversations: unknown };
  expect(exported.conversations).toEqual([{ conversation: one?.conversation, messages }]);
});

test("files that are not ours, or not whole, add nothing and say why", async ({ extension }) => {
  const settings = await openSettings(extension);
  const [good] = makeConversations(1, 2);
  const [question, answer] = good?.messages ?? [];
  const files: Record<string, string> = {
    "it is no JSON": exportFile(makeConversations(2, 2)).slice(0, -40),
    "not from Sidenote": JSON.stringify({ conversations: [] }),
    "from a later Sidenote": JSON.stringify({ format: "sidenote", version: 99, conversations: "compressed" }),
    "not as it must be": JSON.stringify({
      format: "sidenote",
      version: 1,
      conversations: [{ ...good, messages: [{ ...question, parentId: answer?.id }, answer] }],
    }),
  };
  for (const [sentence, text] of Object.entries(files)) {
    await choose(settings, text);
    await expect(settings.getByRole("alert")).toContainText(sentence);
    await expect(settings.getByRole("alert")).toContainText(/Nothing was added|nothing was added/);
  }
  expect(await count(settings)).toEqual([0, 0]);
});

test("an import that is stopped, or whose page is closed, leaves everything as it was", async ({ extension }) => {
  // Twice 20 MB go through the driver and are read.
  const large = exportFile(makeConversations(1_000, 30));
  const keeper = await openSettings(extension);
  for (const end of ["stop", "close"] as const) {
    const settings = await openSettings(extension);
    await choose(settings, large);
    await settings.getByRole("button", { name: "Add them" }).click();
    await expect(settings.getByText(/^Adding the conversations/)).toBeVisible();
    if (end === "stop") await settings.getByRole("button", { name: "Stop" }).click();
    else await settings.close();
    await expect.poll(() => count(keeper)).toEqual([0, 0]);
  }
});
