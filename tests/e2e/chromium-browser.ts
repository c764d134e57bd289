import { resolve } from "node:path";
import { expect, type Locator, type Page, type Worker } from "@playwright/test";
import { CHROMIUM_BUILD } from "../support/builds.ts";
import { pressPanelKey, viewBecomes } from "../support/panel-key.ts";
import { launchChromium, type StartedChromium } from "./chromium-launch.ts";
import { allowAccess, giveAccess } from "./give-access.ts";
import { killBackground } from "./kill-background.ts";
import type { BrowserOptions, ExtensionBrowser, ViewName } from "./extension-browser.ts";

/** Items of Sidenote's submenu, from the top. */
const MENU_ITEMS = ["Ask about this", "Summarise", "Explain", "Translate", "Improve writing"];

const VIEW_TIMEOUT_MS = 120_000;

/** A page that hangs gives no picture; the others still do. */
const PICTURE_MS = 5_000;

/** Starts a Chromium of its own. */
export async function startBrowser(options: BrowserOptions): Promise<ExtensionBrowser> {
  const started = await launchChromium(options, options.extensionFolder ?? resolve(options.build ?? CHROMIUM_BUILD));
  return driveChromium(started, options, started.close);
}

/** Drives a Chromium in which the extension is, and gives the browser as a test uses it. */
export async function driveChromium(
  { context, port }: StartedChromium,
  { display }: BrowserOptions,
  close: () => Promise<void>,
): Promise<ExtensionBrowser> {
  const page = context.pages()[0] ?? (await context.newPage());
  const keyboard = await context.newCDPSession(page);
  const consoleMessages: string[] = [];
  let lastView = page;

  async function background(): Promise<Worker> {
    // The browser's own extensions have workers too.
    const isOurs = (worker: Worker): boolean => worker.url().endsWith("/background.js");
    return context.serviceWorkers().find(isOurs) ?? context.waitForEvent("serviceworker", isOurs);
  }

  const extensionUrl = new URL("/", (await background()).url()).href;
  // Before its background has run for the first time, the extension hears no key.
  const hears = async () => (await background()).evaluate(() => chrome.commands.onCommand.hasListeners());
  await expect(async () => expect(await hears()).toBe(true)).toPass({ intervals: [20], timeout: VIEW_TIMEOUT_MS });

  /** The view of this name that was opened last, once it can be driven. */
  async function view(name: ViewName, before: readonly Page[] = []): Promise<Page> {
    const isView = (candidate: Page) => candidate.url().endsWith(`/${name}.html`) && !before.includes(candidate);
    const found =
      context.pages().findLast(isView) ??
      (await context.waitForEvent("page", { predicate: isView, timeout: VIEW_TIMEOUT_MS }));
    lastView = found;
    found.on("console", (entry) => consoleMessages.push(entry.text()));
    return found;
  }

  /** A key that is pressed while the browser moves its focus is lost; a person presses again. */
  async function pressUntilPanel(open: boolean): Promise<void> {
    for (let press = 0; press < 10; press += 1) {
      await page.bringToFront();
      await pressPanelKey(keyboard);
      if (await viewBecomes(keyboard, "sidepanel", open, 1_500)) return;
    }
    throw new Error(`The shortcut does not ${open ? "open" : "close"} the panel`);
  }

  async function chooseMenuItem(element: Locator, name: string): Promise<void> {
    if (display === undefined) throw new Error("Menus need a display");
    const box = await element.boundingBox();
    const { left, top } = await page.evaluate(() => ({
      left: screenX + (outerWidth - innerWidth) / 2,
      top: screenY + outerHeight - innerHeight,
    }));
    const before = await display.windows();
    await display.click(left + (box?.x ?? 0) + 40, top + (box?.y ?? 0) + 12, "right");
    await expect.poll(() => display.windows()).toBeGreaterThan(before);
    // The last item of the menu is the browser's own "Inspect"; ours is the one above.
    await display.press("Up", "Up", "Right");
    await expect.poll(() => display.windows()).toBeGreaterThan(before + 1);
    await display.press(...MENU_ITEMS.slice(0, MENU_ITEMS.indexOf(name)).map(() => "Down"), "Return");
  }

  return {
    engine: "chromium",
    context,
    page,
    extensionUrl,
    background,
    view: (name) => view(name),
    async openPanel() {
      const before = context.pages();
      await pressUntilPanel(true);
      return view("sidepanel", before);
    },
    closePanel: () => pressUntilPanel(false),
    async openPopup() {
      const before = context.pages();
      // While another one closes, no window is active; a person presses again.
      await expect(async () => {
        await (await background()).evaluate(() => chrome.action.openPopup());
      }).toPass({ intervals: [50], timeout: VIEW_TIMEOUT_MS });
      return view("popup", before);
    },
    allowAccess: (pattern) => allowAccess(context, extensionUrl, pattern),
    giveAccess: (pattern) => giveAccess(context, extensionUrl, pattern),
    async openTab(path) {
      lastView = await context.newPage();
      await lastView.goto(new URL(path, extensionUrl).href);
      return lastView;
    },
    async nextTab(cause) {
      // The page in which the background reads what sites send is there for nobody to see.
      const isTab = (candidate: Page) => !candidate.url().endsWith("/offscreen.html");
      const opened = context.waitForEvent("page", { predicate: isTab });
      await cause();
      return opened;
    },
    chooseMenuItem,
    async afterReload() {
      // Playwright finds its background by itself.
    },
    async killBackground() {
      await killBackground(lastView);
    },
    async backgroundRuns() {
      const list = await fetch(`http://127.0.0.1:${port}/json/list`);
      const targets = (await list.json()) as readonly { type: string }[];
      return targets.some(({ type }) => type === "service_worker");
    },
    consoleMessages: async () => consoleMessages,
    async pictures() {
      const taken = await Promise.allSettled(
        context.pages().map(async (one, index) => ({
          name: `${index}-${new URL(one.url()).pathname.replaceAll(/\W+/g, "-")}`,
          png: await one.screenshot({ timeout: PICTURE_MS }),
        })),
      );
      return taken.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
    },
    close,
  };
}
