import { test as base } from "@playwright/test";
import { type PracticeSite, startPracticeSite } from "../practice-site/practice-site.ts";
import { keepEvidence } from "./evidence.ts";
import type { BrowserOptions, ExtensionBrowser, KeptBrowser } from "./extension-browser.ts";
import { keepFirefox } from "./firefox/kept-firefox.ts";
import { keepChromium } from "./kept-chromium.ts";
import { type ViewPage, viewPage } from "./view-page.ts";
import { startVirtualDisplay, type VirtualDisplay } from "./virtual-display.ts";

/** Starts the browser that a project tests. */
export type StartBrowser = (options: BrowserOptions) => Promise<ExtensionBrowser>;

interface Fixtures {
  start: StartBrowser;
  /** What the browser is started with. */
  browserOptions: Partial<BrowserOptions>;
  extension: ExtensionBrowser;
  /** A screen with keyboard and mouse, for what belongs to no page: menus, and the browser's own questions. */
  display: VirtualDisplay;
  /** As `extension`, but shown on `display`, where the browser needs one for its menus. */
  onScreen: ExtensionBrowser;
  /** The real side panel, the notice agreed to. */
  panel: ViewPage;
}

interface WorkerFixtures {
  site: PracticeSite;
  engine: ExtensionBrowser["engine"];
  kept: KeptBrowser;
}

/**
 * Each test has a browser as after its first start, with nothing in it but the extension; the practice site is shared by
 * those that run one after the other.
 */
export const test = base.extend<Fixtures, WorkerFixtures>({
  engine: ["chromium", { scope: "worker", option: true }],
  site: [
    async ({}, use) => {
      const site = await startPracticeSite();
      await use(site);
      await site.close();
    },
    { scope: "worker" },
  ],
  browserOptions: [{}, { option: true }],
  kept: [
    async ({ engine }, use) => {
      const kept = engine === "firefox" ? keepFirefox() : keepChromium();
      await use(kept);
      await kept.close();
    },
    { scope: "worker" },
  ],
  start: async ({ kept }, use) => use(kept.start),
  extension: async ({ site, start, browserOptions }, use, testInfo) => {
    site.reset();
    const extension = await start({ site, ...browserOptions });
    await extension.page.goto(site.article());
    await use(extension);
    await keepEvidence(extension, site, testInfo);
    await extension.close();
    site.hangUp();
  },
  display: async ({}, use) => {
    const display = await startVirtualDisplay();
    await use(display);
    await display.close();
  },
  onScreen: async ({ site, start, display }, use, testInfo) => {
    site.reset();
    const extension = await start({ site, display });
    await extension.page.goto(site.article());
    await use(extension);
    await keepEvidence(extension, site, testInfo);
    await extension.close();
  },
  panel: async ({ extension }, use) => {
    const panel = viewPage(await extension.openPanel());
    await panel.agree();
    await use(panel);
  },
});

export { expect } from "./firefox/expect.ts";
