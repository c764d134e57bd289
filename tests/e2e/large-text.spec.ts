import type { Page } from "@playwright/test";
import { PROXY_BUILD } from "../support/builds.ts";
import { LANGUAGES } from "./languages.ts";
import { expect, test } from "./test.ts";

/** The browser's "Very large" is 24 px, its usual size 16 px. */
const LARGE = 24;
/** A usual panel, and the narrowest one. */
const WIDTHS = [420, 320];

const ANSWER = `## A heading of some length

Words with \`code\`, [a link](https://example.org/${"path/".repeat(12)}) and $x^2$.

\`\`\`js
const answer = 42; // ${"a long line ".repeat(8)}
\`\`\`

| word | number of times that it stands in the text |
| --- | --- |
| margin | 2 |
`;

/** What is wider than its frame, and which controls and headings a person does not see as a whole. */
function outOfSight(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const frames = document.querySelectorAll(
      "html, body, header, main, section, dialog[open], [role=log], .history-list",
    );
    const wide = [...frames].filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth);
    const parts = document.querySelectorAll("h1, h2, h3, button, input, select, textarea, label");
    const cut = [...parts].filter((part) => {
      if (!part.checkVisibility()) return false;
      const { left, right } = part.getBoundingClientRect();
      const isTooWide = part.localName === "button" && part.scrollWidth > part.clientWidth + 1;
      return left < -1 || right > innerWidth + 1 || isTooWide;
    });
    return [...wide, ...cut].map(({ localName, className, textContent }) => `${localName} ${className} ${textContent}`);
  });
}

async function expectFits(page: Page, state: string): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 700 });
    expect(await outOfSight(page), `${state} at ${width} px`).toEqual([]);
  }
}

/** The smallest text on the page, in pixels. */
function smallestText(page: Page): Promise<number> {
  return page.evaluate(() => {
    const parents = new Set<Element>();
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (words.nextNode())
      if (words.currentNode.parentElement?.checkVisibility()) parents.add(words.currentNode.parentElement);
    return Math.min(...Array.from(parents, (parent) => Number.parseFloat(getComputedStyle(parent).fontSize)));
  });
}

for (const { code, texts, browserOptions } of LANGUAGES.filter((language) => ["en", "ru"].includes(language.code))) {
  test.describe(`in the language ${code}, with the browser's text at ${LARGE} px`, () => {
    // The build whose settings have the form for a proxy.
    test.use({ browserOptions: { ...browserOptions, textSize: LARGE, build: PROXY_BUILD } });

    test("the panel is larger as a whole, and nothing is cut off", async ({ site, extension }) => {
      site.set({ answer: ANSWER });
      const page = await extension.openTab("sidepanel.html");
      const button = (name: string) => page.getByRole("button", { name, exact: true });
      await expect(button(texts.agreeAndStart.message)).toBeVisible();
      await expectFits(page, "the notice");
      await button(texts.agreeAndStart.message).click();
      const box = page.getByRole("textbox", { name: texts.message.message });
      await expectFits(page, "the empty panel");

      await box.fill(`What is ${"a-long-word".repeat(20)}?`);
      await box.press("Enter");
      await expect(page.locator('.answer[data-state="done"] math')).toBeVisible();
      await expect(button(texts.copyCode.message)).toBeVisible();
      await expectFits(page, "an answer");
      // The smallest text is 12 px where the browser's is 16 px, and a send button 34 px.
      expect(await smallestText(page)).toBeGreaterThanOrEqual(0.75 * LARGE);
      expect(await button(texts.send.message).boundingBox()).toMatchObject({ width: 51, height: 51 });

      await button(texts.more.message).click();
      await expect(button(texts.rename.message)).toBeVisible();
      await expectFits(page, "the menu");
      await button(texts.rename.message).click();
      await expectFits(page, "the title's editor");
      await page.keyboard.press("Escape");
      await button(texts.editQuestion.message).focus();
      await page.keyboard.press("Enter");
      await expect(button(texts.cancel.message)).toBeVisible();
      await expectFits(page, "the question's editor");
      await button(texts.cancel.message).click();

      await button(texts.conversations.message).click();
      await expect(page.getByRole("dialog").getByRole("listitem")).toHaveCount(1);
      await expectFits(page, "the list");
      await button(texts.deleteAll.message).click();
      await expect(button(texts.cancel.message)).toBeVisible();
      await expectFits(page, "the question before all is deleted");
      await button(texts.cancel.message).click();
      await button(texts.bin.message).click();
      await expect(button(texts.backToConversations.message)).toBeVisible();
      await expectFits(page, "the bin");
    });

    test("nothing is cut off in the popup, the tab and the settings", async ({ extension }) => {
      const popup = await extension.openTab("popup.html");
      const agree = popup.getByRole("button", { name: texts.agreeAndStart.message });
      await expect(agree).toBeVisible();
      await expectFits(popup, "the notice in the popup");
      await agree.click();
      await expect(agree).toBeHidden();
      await popup.getByRole("textbox", { name: texts.message.message }).fill("Hello there");
      await popup.keyboard.press("Enter");
      await expect(popup.locator('.answer[data-state="done"]')).toBeVisible();
      await expectFits(popup, "the popup");

      const settings = await extension.openTab("options.html");
      await expect(settings.getByRole("heading", { level: 1 })).toBeVisible();
      await settings.getByRole("checkbox", { name: texts.useProxy.message }).click();
      await expect(settings.getByRole("alert")).toBeVisible();
      await expectFits(settings, "the settings");

      const tab = await extension.openTab("chat.html");
      await expect(tab.getByRole("textbox", { name: texts.message.message })).toBeVisible();
      await expectFits(tab, "the tab");
      // The list stands beside the conversation from 47.5 times the browser's text size on.
      const list = tab.getByRole("navigation");
      await tab.setViewportSize({ width: 47.5 * LARGE - 1, height: 700 });
      await expect(list).toBeHidden();
      await tab.setViewportSize({ width: 47.5 * LARGE, height: 700 });
      await expect(list).toBeVisible();
    });
  });
}
