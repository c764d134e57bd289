import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./test.ts";
import { viewPage } from "./view-page.ts";

async function violationsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme} colours axe finds nothing`, () => {
    test.use({ browserOptions: { colorScheme } });

    test("on the notice, the panel, its list and its errors", async ({ site, extension }) => {
      const panel = viewPage(await extension.openPanel());
      expect(await violationsOf(panel.page)).toEqual([]);
      await panel.agree();
      expect(await violationsOf(panel.page)).toEqual([]);
      await panel.ask("Hello there");
      await panel.answer("done");
      expect(await violationsOf(panel.page)).toEqual([]);
      await panel.button("Conversations").click();
      await expect(panel.page.getByRole("listitem").first()).toBeVisible();
      expect(await violationsOf(panel.page)).toEqual([]);
      await panel.page.keyboard.press("Escape");
      site.set({ failure: "upstream-error" });
      await panel.ask("Hello again");
      await panel.answer("failed");
      expect(await violationsOf(panel.page)).toEqual([]);
    });

    test("on the notice in the popup", async ({ extension }) => {
      const popup = viewPage(await extension.openPopup());
      await expect(popup.button("Agree and start")).toBeVisible();
      expect(await violationsOf(popup.page)).toEqual([]);
    });

    test("on the popup and the settings", async ({ extension, panel }) => {
      await panel.page.close();
      const popup = viewPage(await extension.openPopup());
      expect(await violationsOf(popup.page)).toEqual([]);
      await popup.ask("Hello there");
      await popup.answer("done");
      expect(await violationsOf(popup.page)).toEqual([]);
      const settings = await extension.openTab("options.html");
      await expect(settings.getByRole("heading", { name: "Sidenote settings" })).toBeVisible();
      await expect(settings).toHaveTitle("Sidenote settings");
      expect(await violationsOf(settings)).toEqual([]);
    });
  });
}
