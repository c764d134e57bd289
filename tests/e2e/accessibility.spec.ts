import { violationsOf } from "./axe.ts";
import type { ExtensionBrowser } from "./extension-browser.ts";
import { expect, test } from "./test.ts";
import { type ViewPage, viewPage } from "./view-page.ts";

/** The view; in Firefox its page in a tab, since axe cannot be brought into a sidebar or a popup. */
async function openView(extension: ExtensionBrowser, name: "sidepanel" | "popup"): Promise<ViewPage> {
  if (extension.engine === "firefox") return viewPage(await extension.openTab(`${name}.html`));
  return viewPage(await (name === "popup" ? extension.openPopup() : extension.openPanel()));
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme} colours axe finds nothing`, () => {
    test.use({ browserOptions: { colorScheme } });

    test("on the notice, the panel, its list and its errors", async ({ site, extension }) => {
      const panel = await openView(extension, "sidepanel");
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
      const popup = await openView(extension, "popup");
      await expect(popup.button("Agree and start")).toBeVisible();
      expect(await violationsOf(popup.page)).toEqual([]);
    });

    test("on the popup and the settings", async ({ extension, panel }) => {
      await panel.page.close();
      const popup = await openView(extension, "popup");
      expect(await violationsOf(popup.page)).toEqual([]);
      await popup.ask("Hello there");
      await popup.answer("done");
      expect(await violationsOf(popup.page)).toEqual([]);
      const settings = await extension.openTab("options.html");
      await expect(settings.getByRole("heading", { name: "Sidenote settings" })).toBeVisible();
      await expect.poll(() => settings.title()).toBe("Sidenote settings");
      expect(await violationsOf(settings)).toEqual([]);
    });
  });
}
