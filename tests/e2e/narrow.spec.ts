import type { Page } from "@playwright/test";
import { LANGUAGES } from "./languages.ts";
import { buildWithPseudoLanguages } from "./pseudo-languages.ts";
import { expect, test } from "./test.ts";

/** The narrowest that a panel can be, in pixels. */
const NARROWEST = 320;

/** Elements whose content is wider than they are, and of which a part is therefore out of sight. */
function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [document.documentElement, document.body, ...document.querySelectorAll("header, main, [role=log]")]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
      .map(({ tagName, className }) => `${tagName} ${className}`),
  );
}

test.beforeAll(buildWithPseudoLanguages);

for (const { code, texts, browserOptions, choose } of LANGUAGES) {
  test.describe(`in the language ${code} nothing is cut off at ${NARROWEST} px`, () => {
    test.use({ browserOptions });

    for (const view of ["sidepanel", "popup"]) {
      test(`in the ${view}`, async ({ extension }) => {
        await choose(extension);
        const page = await extension.context.newPage();
        await page.setViewportSize({ width: NARROWEST, height: 600 });
        await page.goto(`${extension.extensionUrl}${view}.html`);
        const agree = page.getByRole("button", { name: texts.agreeAndStart.message });
        await expect(agree).toBeVisible();
        await expect(page.locator("html")).toHaveAttribute("lang", texts.languageCode.message);
        await expect(page.locator("html")).toHaveAttribute("dir", texts.languageDirection.message);
        expect(await overflowing(page)).toEqual([]);
        await agree.click();
        await expect(agree).toBeHidden();
        const box = page.getByRole("textbox", { name: texts.message.message });
        await box.fill(`https://example.org/${"a-long-word".repeat(20)}`);
        await box.press("Enter");
        await expect(page.locator('article[data-state="done"]')).toHaveCount(2);
        expect(await overflowing(page)).toEqual([]);
      });
    }
  });
}
