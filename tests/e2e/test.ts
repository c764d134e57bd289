import { test as base } from "@playwright/test";
import { type PracticeSite, startPracticeSite } from "../practice-site/practice-site.ts";
import { type BrowserOptions, type ExtensionBrowser, startBrowser } from "./chromium-browser.ts";
import { type ViewPage, viewPage } from "./view-page.ts";
import { startVirtualDisplay, type VirtualDisplay } from "./virtual-display.ts";

interface Fixtures {
  /** What the browser is started with. */
  browserOptions: Partial<BrowserOptions>;
  extension: ExtensionBrowser;
  /** A screen with keyboard and mouse, for what belongs to no page: menus, and the browser's own questions. */
  display: VirtualDisplay;
  /** As `extension`, but shown on `display` instead of headless. */
  onScreen: ExtensionBrowser;
  /** The real side panel, the notice agreed to. */
  panel: ViewPage;
}

/** Each test has a browser and a profile of its own; the practice site is shared by those that run one after the other. */
export const test = base.extend<Fixtures, { site: PracticeSite }>({
  site: [
    async ({}, use) => {
      const site = await startPracticeSite();
      await use(site);
      await site.close();
    },
    { scope: "worker" },
  ],
  browserOptions: [{}, { option: true }],
  extension: async ({ site, browserOptions }, use) => {
    site.reset();
    const extension = await startBrowser({ site, ...browserOptions });
    await extension.page.goto(site.article());
    await use(extension);
    await extension.close();
  },
  display: async ({}, use) => {
    const display = await startVirtualDisplay();
    await use(display);
    await display.close();
  },
  onScreen: async ({ site, display }, use) => {
    site.reset();
    const extension = await startBrowser({ site, display: display.name });
    await extension.page.goto(site.article());
    await use(extension);
    await extension.close();
  },
  panel: async ({ extension }, use) => {
    const panel = viewPage(await extension.openPanel());
    await panel.agree();
    await use(panel);
  },
});

export { expect } from "@playwright/test";
