import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type Browser, type BrowserContext, chromium, type Page, type Worker } from "@playwright/test";
import { CHROMIUM_BUILD, chromiumArguments, findChromium, OPEN_PANEL_KEY } from "../../scripts/chromium.mjs";
import type { PracticeSite } from "../practice-site/practice-site.ts";

export type ViewName = "sidepanel" | "popup";

export interface BrowserOptions {
  site: PracticeSite;
  /** A language of the interface, e.g. "ru". Default "en". */
  locale?: string;
  colorScheme?: "light" | "dark";
  /** Where the browser keeps its data; a folder that stays. Default: a fresh one, removed at the end. */
  profile?: string;
  /** Shown on this display instead of headless, e.g. `:99`. */
  display?: string;
}

/** A Chromium with the production build, and all the ways in which a person comes to Sidenote's views. */
export interface ExtensionBrowser {
  readonly context: BrowserContext;
  /** The tab in which the person reads. */
  readonly page: Page;
  readonly extensionUrl: string;
  background(): Promise<Worker>;
  /** Presses the shortcut on the page, and gives the panel when it is there. */
  openPanel(): Promise<Page>;
  /** Presses the shortcut that closes the panel again. */
  closePanel(): Promise<void>;
  openPopup(): Promise<Page>;
  /** The panel or popup that is open, as soon as it is. */
  view(name: ViewName): Promise<Page>;
  close(): Promise<void>;
}

export async function startBrowser(options: BrowserOptions): Promise<ExtensionBrowser> {
  const { site, locale = "en", colorScheme = "light", display } = options;
  const profile = options.profile ?? (await mkdtemp(join(tmpdir(), "sidenote-test-")));
  const port = await freePort();
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error("No Chromium on this machine; `npm test` installs one");
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: display === undefined,
    viewport: null,
    colorScheme,
    env: { ...process.env, LANGUAGE: locale, ...(display !== undefined && { DISPLAY: display }) },
    args: [
      ...chromiumArguments({ extension: resolve(CHROMIUM_BUILD), practiceSite: site }),
      "--no-sandbox",
      `--lang=${locale}`,
      `--remote-debugging-port=${port}`,
    ],
  });
  const page = context.pages()[0] ?? (await context.newPage());
  const keyboard = await context.newCDPSession(page);
  const connections: Browser[] = [];

  async function background(): Promise<Worker> {
    return context.serviceWorkers()[0] ?? (await context.waitForEvent("serviceworker"));
  }

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

  return {
    context,
    page,
    extensionUrl: new URL("/", (await background()).url()).href,
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
