import type { ExtensionBrowser } from "./extension-browser.ts";
import { expect, test } from "./test.ts";
import { viewPage } from "./view-page.ts";

/** Selects the first paragraph, opens the menu on it with the mouse, and takes this item of Sidenote's. */
async function askAboutSelection(extension: ExtensionBrowser, item: string): Promise<string> {
  const paragraph = extension.page.locator("article p").first();
  await paragraph.selectText();
  const selected = await extension.page.evaluate(() => getSelection()?.toString().trim() ?? "");
  await extension.chooseMenuItem(paragraph, item);
  return selected;
}

test("a quick prompt of the menu opens the panel and asks at once", async ({ site, onScreen: extension }) => {
  const selected = await askAboutSelection(extension, "Explain");
  const panel = viewPage(await extension.view("sidepanel"));
  await expect(panel.page.getByText("Your question is waiting for this.")).toBeVisible();
  const question = `Explain the following text in simple words:\n\n${selected}`;
  await expect(panel.box).toHaveValue(question);
  expect(site.received.questions()).toEqual([]);
  await panel.agree();
  await panel.answer("done");
  await expect(panel.box).toHaveValue("");
  expect(site.received.questions().map(({ fields }) => fields["message"])).toEqual([question]);
});

test("“Ask about this” opens the panel with the selection quoted in the composer", async ({
  site,
  onScreen: extension,
}) => {
  const selected = await askAboutSelection(extension, "Ask about this");
  const panel = viewPage(await extension.view("sidepanel"));
  await expect(panel.box).toHaveValue(`> ${selected}\n\n`);
  expect(site.received.questions()).toEqual([]);
});
