import { resolve } from "node:path";
import { type Browser, chromium, expect, type Locator, type Page, type Worker } from "@playwright/test";
import { CHROMIUM_BUILD } from "../support/builds.ts";
import { pressPanelKey, viewBecomes } from "../support/panel-key.ts";
import { launchChromium, type StartedChromium } from "./chromium-launch.ts";
import { allowAccess, giveAccess } from "./give-access.ts";
import { killBackground } from "./kill-background.ts";
import type { BrowserOptions, ExtensionBrowser, ViewName } from "./extension-browser.ts";

/** Items of Sidenote's submenu, from the top. */
const MENU_ITEMS = ["Ask about this", "Summarise", "Explain", "Translate", "Improve writing"];

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
  { colorScheme = "light", display }: BrowserOptions,
  close: () => Promise<void>,
): Promise<ExtensionBrowser> {
  const page = context.pages()[0] ?? (await context.newPage());
  const keyboard = await context.newCDPSession(page);
  const connections: Browser[] = [];
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
  await expect(async () => expect(await hears()).toBe(true)).toPass({ intervals: [20], timeout: 60_000 });

  /** Panels and popups are no pages of the first connection; a new one lists those that are open. */
  async function view(name: ViewName): Promise<Page> {
    if (!(await viewBecomes(keyboard, name, true, 60_000))) throw new Error(`The ${name} did not open`);
    const connection = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    connections.push(connection);
    const pages = connection.contexts().flatMap((connected) => connected.pages());
    const found = pages.findLast((candidate) => candidate.url().endsWith(`/${name}.html`));
    if (found === undefined) throw new Error(`The ${name} went away`);
    lastView = found;
    found.on("console", (entry) => consoleMessages.push(entry.text()));
    await found.emulateMedia({ colorScheme });
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
    view,
    async openPanel() {
      await pressUntilPanel(true);
      return view("sidepanel");
    },
    closePanel: () => pressUntilPanel(false),
    async openPopup() {
      // While another one closes, no window is active; a person presses again.
      await expect(async () => {
        await (await background()).evaluate(() => chrome.action.openPopup());
      }).toPass({ intervals: [50], timeout: 60_000 });
      return view("popup");
    },
    allowAccess: (pattern) => allowAccess(context, extensionUrl, pattern),
    giveAccess: (pattern) => giveAccess(context, extensionUrl, pattern),
    async openTab(path) {
      lastView = await context.newPage();
      await lastView.goto(new URL(path, extensionUrl).href);
      return lastView;
    },
    async nextTab(cause) {
      const opened = context.waitForEvent("page");
      await cause();
      return opened;
    },
    chooseMenuItem,
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
      const views = connections.flatMap((connection) =>
        connection.contexts().flatMap((connected) => connected.pages()),
      );
      const pages = [...context.pages(), ...views.filter((one) => one.url().startsWith(extensionUrl))];
      const taken = await Promise.allSettled(
        pages.map(async (one, index) => ({
          name: `${index}-${new URL(one.url()).pathname.replaceAll(/\W+/g, "-")}`,
          png: await one.screenshot({ timeout: PICTURE_MS }),
        })),
      );
      return taken.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
    },
    async close() {
      await Promise.all(connections.map((connection) => connection.close()));
      await close();
    },
  };
}
