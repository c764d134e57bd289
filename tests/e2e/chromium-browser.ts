import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type Browser, chromium, expect, type Locator, type Page, type Worker } from "@playwright/test";
import { CHROMIUM_BUILD, chromiumArguments, findChromium, OPEN_PANEL_KEY } from "../../scripts/chromium.mjs";
import { killBackground } from "./kill-background.ts";
import type { BrowserOptions, ExtensionBrowser, ViewName } from "./extension-browser.ts";

/** Items of Sidenote's submenu, from the top. */
const MENU_ITEMS = ["Ask about this", "Summarise", "Explain", "Translate", "Improve writing"];

/** A Chromium driven by Playwright. */
export async function startBrowser(options: BrowserOptions): Promise<ExtensionBrowser> {
  const { site, locale = "en", colorScheme = "light", build = CHROMIUM_BUILD, display } = options;
  const profile = options.profile ?? (await mkdtemp(join(tmpdir(), "sidenote-test-")));
  const port = await freePort();
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error("No Chromium on this machine; `npm test` installs one");
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: display === undefined,
    viewport: null,
    colorScheme,
    env: { ...process.env, LANGUAGE: locale, ...(display !== undefined && { DISPLAY: display.name }) },
    args: [
      ...chromiumArguments({ extension: resolve(build), practiceSite: site }),
      "--no-sandbox",
      `--lang=${locale}`,
      `--remote-debugging-port=${port}`,
    ],
  });
  const page = context.pages()[0] ?? (await context.newPage());
  const keyboard = await context.newCDPSession(page);
  const connections: Browser[] = [];
  const consoleMessages: string[] = [];
  let lastView = page;

  async function background(): Promise<Worker> {
    return context.serviceWorkers()[0] ?? (await context.waitForEvent("serviceworker"));
  }

  const extensionUrl = new URL("/", (await background()).url()).href;

  async function isOpen(name: ViewName): Promise<boolean> {
    const { targetInfos } = await keyboard.send("Target.getTargets");
    return targetInfos.some(({ url }) => url.endsWith(`/${name}.html`));
  }

  /** Whether the view is open, or closed, within the time. */
  async function becomes(name: ViewName, open: boolean, timeoutMs: number): Promise<boolean> {
    const deadline = Date.now() + timeoutMs;
    while ((await isOpen(name)) !== open) {
      if (Date.now() > deadline) return false;
      await wait(20);
    }
    return true;
  }

  /** Panels and popups are no pages of the first connection; a new one lists those that are open. */
  async function view(name: ViewName): Promise<Page> {
    if (!(await becomes(name, true, 10_000))) throw new Error(`The ${name} did not open`);
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
      await keyboard.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...OPEN_PANEL_KEY });
      await keyboard.send("Input.dispatchKeyEvent", { type: "keyUp", ...OPEN_PANEL_KEY });
      if (await becomes("sidepanel", open, 1_500)) return;
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
      await (await background()).evaluate(() => chrome.action.openPopup());
      return view("popup");
    },
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
    async close() {
      await Promise.all(connections.map((connection) => connection.close()));
      await context.close();
      if (options.profile === undefined) await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** A port that nobody listens at now. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === "string") throw new Error("No port was given");
  return address.port;
}
