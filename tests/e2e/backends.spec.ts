import type { Page } from "@playwright/test";
import { expect, test } from "./test.ts";

const OTHER = "other.sidenote.test";
const SITE = { id: `site:https://${OTHER}`, label: OTHER, url: `https://${OTHER}` };
const RECORD = { id: SITE.id, type: "chatgptt", name: OTHER, config: { url: SITE.url }, agreedAt: null };

/** Stores entries as another page does, or as another version has left them. */
async function store(page: Page, entries: Record<string, unknown>, clear = false): Promise<void> {
  await page.evaluate(
    async ({ stored, first }) => {
      if (first) await chrome.storage.local.clear();
      await chrome.storage.local.set(stored);
    },
    { stored: entries, first: clear },
  );
}

const listOf = (settings: Page) => settings.getByRole("region", { name: "Backends" }).getByRole("listitem");

test("each backend has its own agreement, and nothing goes to one without it", async ({ site, extension, panel }) => {
  await panel.ask("one");
  await panel.answer("done");
  const settings = await extension.openTab("options.html");
  await store(settings, { [`backend:${SITE.id}`]: RECORD, "backend-order": [SITE.id], "chosen-backend": SITE.id });
  await expect(panel.page.getByText(`What you ask is sent to ${OTHER}`)).toBeVisible();
  await panel.ask("two");
  await expect(panel.page.getByText("Your question is waiting for this.")).toBeVisible();
  await panel.button("Ask again").click();
  await expect(panel.page.getByText(`What you ask is sent to ${OTHER}`)).toBeVisible();

  await listOf(settings).nth(1).getByRole("button", { name: "Move up" }).click();
  await expect(panel.button("Agree and start")).toBeHidden();
  await expect(panel.answers).toHaveCount(2);
  await panel.answer("done");
  expect(site.received.questions().map(({ host }) => host)).toEqual(["chatgptt.me", "chatgptt.me"]);
});

test("a chosen backend that is gone is told, and no other one is asked until the person says who is first", async ({
  site,
  extension,
  panel,
}) => {
  const settings = await extension.openTab("options.html");
  await store(settings, { "backend:later": { ...RECORD, id: "later", type: "later" }, "chosen-backend": "later" });
  await expect(settings.getByText("Needs a later version of Sidenote")).toBeVisible();
  await panel.ask("Hello there");
  const answer = await panel.answer("failed");
  await expect(answer).toContainText("The backend that you chose is not in your list any more");
  await expect(panel.mendingButtons).toHaveText(["Choose another model", "Try again"]);
  expect(site.received.questions()).toEqual([]);
  await listOf(settings).first().getByRole("button", { name: "Ask this one first" }).click();
  await panel.willAsk("chatgptt.me");
  await panel.button("Try again").click();
  await panel.answer("done");
  expect(site.received.questions().map(({ host }) => host)).toEqual(["chatgptt.me"]);
});

test("what a version before has stored goes on, and stays for that version", async ({ extension, panel }) => {
  const prompt = { id: "p", name: "Shorten", prompt: "Make it shorter", send: "edit" };
  const old = { agreedAt: 5, sites: [SITE], siteId: SITE.id, quickPrompts: [prompt], useSiteSession: true };
  const settings = await extension.openTab("options.html");
  await store(settings, { settings: old }, true);
  await extension.killBackground();
  await panel.willAsk(OTHER);
  await expect(panel.button("Agree and start")).toBeHidden();
  await settings.reload();
  const items = listOf(settings);
  await expect(items).toHaveCount(2);
  await expect(items.first()).toContainText(OTHER);
  await expect(items.first()).toContainText("Asked first");
  await expect(settings.getByRole("checkbox", { name: "Use my session on the site" })).toBeChecked();
  await items.first().getByRole("button", { name: "Move down" }).click();
  await expect(settings.getByRole("textbox", { name: "Name" })).toHaveValue("Shorten");
  await panel.willAsk("chatgptt.me");
  await panel.ask("Hello there");
  await panel.answer("done");
  const stored = await settings.evaluate(() => chrome.storage.local.get(null));
  expect(stored).toMatchObject({ settings: old, "entries-version": 1, "chosen-backend": "chatgptt" });
});
