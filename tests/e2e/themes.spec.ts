import type { Page } from "@playwright/test";
import { expect, test } from "./test.ts";
import { viewPage } from "./view-page.ts";

type Theme = "light" | "dark";

/** Where each colour that a theme changes is seen. */
function colours(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const seen = (selector: string, ...names: string[]) => {
      const element = document.querySelector(selector);
      if (element === null) throw new Error(`There is no ${selector}`);
      const styles = getComputedStyle(element);
      return names.map((name) => styles.getPropertyValue(name));
    };
    return [
      ...seen("body", "background-color", "color"),
      ...seen(".question-text", "background-color"),
      ...seen(".code", "background-color", "border-top-color"),
      ...seen(".hljs-keyword", "color"),
      ...seen(".composer", "border-top-color"),
      ...seen(".menu", "box-shadow"),
    ];
  });
}

const choose = (page: Page, theme: Theme | undefined) =>
  page.evaluate((chosen) => {
    if (chosen === undefined) delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = chosen;
  }, theme);

test("a chosen theme holds whichever the browser's is, and forced colours hold whichever is chosen", async ({
  site,
  panel: { page },
}) => {
  site.set({ answer: "```js\nconst answer = 42;\n```\n" });
  await viewPage(page).ask("Hello there");
  await expect((await viewPage(page).answer("done")).locator(".hljs-keyword")).toBeVisible();
  const of = async (colorScheme: Theme, theme?: Theme) => {
    await page.emulateMedia({ colorScheme });
    await choose(page, theme);
    return colours(page);
  };
  const light = await of("light");
  const dark = await of("dark");
  for (const [index, colour] of light.entries()) expect(colour, String(index)).not.toBe(dark[index]);
  expect(await of("dark", "light")).toEqual(light);
  expect(await of("light", "light")).toEqual(light);
  expect(await of("light", "dark")).toEqual(dark);
  expect(await of("dark", "dark")).toEqual(dark);

  await page.emulateMedia({ forcedColors: "active" });
  const forced = await of("light");
  expect(await of("light", "dark")).toEqual(forced);
  expect(await of("light", "light")).toEqual(forced);
  expect(forced).not.toEqual(light);
});
