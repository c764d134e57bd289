import type { PracticePage, PracticeSite } from "../practice-site/practice-site.ts";
import type { ExtensionBrowser } from "./extension-browser.ts";
import { expect, test } from "./test.ts";
import { viewPage } from "./view-page.ts";

test.use({ browserOptions: { fresh: true } });

const HOST = "https://practice.sidenote.test";
const SENTENCE = "Bees dance to tell each other where the flowers are.";
const endless: PracticePage = { body: "<p>Never whole", ends: "never" };

/** Shows a page that is not waited for: some are never loaded. */
async function show(extension: ExtensionBrowser, site: PracticeSite, body: string, more: Partial<PracticePage> = {}) {
  site.set({
    pages: {
      "/page": { body: `<!DOCTYPE html><title>Bees</title>${body}`, ...more },
      "/endless": endless,
      "/silent": { body: "", ends: "silent" },
    },
  });
  await extension.page.goto(`${HOST}/page`, { waitUntil: "commit" });
  await expect(extension.page.getByText(SENTENCE).first()).toBeVisible();
}

/** The text that a quick prompt of the popup asks about on the page that is shown. */
async function asked(extension: ExtensionBrowser, site: PracticeSite): Promise<string> {
  // The shortcut is the gesture that lets the page be read; in Firefox until the tab shows another one.
  await viewPage(await extension.openPanel()).agree();
  await extension.closePanel();
  const popup = viewPage(await extension.openPopup());
  await popup.button("Explain").click();
  await popup.answer("done");
  const message = site.received.questions().at(-1)?.fields["message"] ?? "";
  await popup.page.close();
  return message.replace("Explain the following text in simple words:\n\n", "");
}

test.describe("a quick prompt does not wait", () => {
  for (const [name, body, more] of [
    ["a lazy frame out of sight", `<div style="height: 20000px"></div><iframe loading="lazy" src="/article"></iframe>`],
    ["a javascript: frame", `<iframe src="javascript:void(0)"></iframe>`],
    ["a frame without an end", `<iframe src="/endless"></iframe>`],
    ["a frame that never answers", `<iframe src="/silent"></iframe>`],
    ["a script that never comes", `<script async src="/silent"></script>`],
    ["a picture that never comes", `<img alt="" src="/silent">`],
    ["the end of the page", "", { ends: "never" }],
  ] satisfies [string, string, Partial<PracticePage>?][]) {
    test(`for ${name}`, async ({ site, extension }) => {
      await show(extension, site, `<p>${SENTENCE}</p>${body}`, more);
      expect(await asked(extension, site)).toContain(SENTENCE);
    });
  }
});

test("“Ask about this” quotes the selection of a page that is still loading", async ({ site, onScreen: extension }) => {
  await show(extension, site, `<p>${SENTENCE}</p><iframe src="/silent"></iframe>`, { ends: "never" });
  const paragraph = extension.page.locator("p").first();
  await paragraph.selectText();
  await extension.chooseMenuItem(paragraph, "Ask about this");
  const panel = viewPage(await extension.view("sidepanel"));
  await expect(panel.box).toHaveValue(`> ${SENTENCE}\n\n`);
});
