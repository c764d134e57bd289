import type { ExtensionBrowser } from "./chromium-browser.ts";
import { expect, test } from "./test.ts";
import { viewPage } from "./view-page.ts";
import type { VirtualDisplay } from "./virtual-display.ts";

/** Selects the first paragraph, opens the menu on it with the mouse, and takes the item of Sidenote at this place. */
async function chooseMenuItem(extension: ExtensionBrowser, display: VirtualDisplay, place: number): Promise<string> {
  const paragraph = extension.page.locator("article p").first();
  await paragraph.selectText();
  const selected = await extension.page.evaluate(() => getSelection()?.toString().trim() ?? "");
  const box = await paragraph.boundingBox();
  const { left, top } = await extension.page.evaluate(() => ({
    left: screenX + (outerWidth - innerWidth) / 2,
    top: screenY + outerHeight - innerHeight,
  }));
  const before = await display.windows();
  await display.click(left + (box?.x ?? 0) + 40, top + (box?.y ?? 0) + 12, "right");
  await expect.poll(() => display.windows()).toBeGreaterThan(before);
  // The last item of the menu is the browser's own "Inspect"; ours is the one above.
  await display.press("Up", "Up", "Right");
  await expect.poll(() => display.windows()).toBeGreaterThan(before + 1);
  await display.press(...Array.from({ length: place }, () => "Down"), "Return");
  return selected;
}

test("a quick prompt of the menu opens the panel and asks at once", async ({ site, display, onScreen: extension }) => {
  const selected = await chooseMenuItem(extension, display, 2);
  const panel = viewPage(await extension.view("sidepanel"));
  await expect(panel.page.getByText("Your question is waiting for this.")).toBeVisible();
  expect(site.received.questions()).toEqual([]);
  await panel.agree();
  await panel.answer("done");
  expect(site.received.questions().map(({ fields }) => fields["message"])).toEqual([
    `Explain the following text in simple words:\n\n${selected}`,
  ]);
});

test("“Ask about this” opens the panel with the selection quoted in the composer", async ({
  site,
  display,
  onScreen: extension,
}) => {
  const selected = await chooseMenuItem(extension, display, 0);
  const panel = viewPage(await extension.view("sidepanel"));
  await expect(panel.box).toHaveValue(`> ${selected}\n\n`);
  expect(site.received.questions()).toEqual([]);
});
