import { join } from "node:path";
import { createServer } from "wxt";
import { CliError, log, PROJECT, runNpm } from "../../scripts/run.mjs";
import { type PracticeSite, startPracticeSite } from "../practice-site/practice-site.ts";
import { CHROMIUM_BUILD, DEVELOPMENT_SUFFIX, FIREFOX_BUILD } from "./builds.ts";
import { CHROMIUM, FIREFOX } from "./find-browser.ts";
import { installBrowser } from "./install-browser.ts";
import { openChromium } from "./open-chromium.ts";
import { openFirefox } from "./open-firefox.ts";

/** What to read with `--live`, where no practice site serves the article. */
const LIVE_ARTICLE = "https://en.wikipedia.org/wiki/Marginalia";

/** As fast as one reads, after a moment of thought. */
const LIFELIKE = { firstByteMs: 600, tokensPerSecond: 40 };

/** What differs between the browsers. */
const BROWSERS = {
  chrome: { kind: CHROMIUM, build: "build", folder: CHROMIUM_BUILD, open: openChromium },
  firefox: { kind: FIREFOX, build: "build:firefox", folder: FIREFOX_BUILD, open: openFirefox },
} as const;

export interface SidenoteOptions {
  browser: keyof typeof BROWSERS;
  /** Asks the real chatgptt.me instead of a practice site. */
  live: boolean;
  /** Builds it for development, and brings each change of the code into the browser. */
  development: boolean;
}

/**
 * Builds Sidenote, opens a browser with it beside an article, and resolves when the person closes that browser or presses
 * Ctrl+C. Then nothing of it runs, and the browser's profile is gone.
 *
 * @throws CliError where it cannot be built, or no browser opens
 */
export async function openSidenote({ browser: name, live, development }: SidenoteOptions): Promise<void> {
  const { kind, build, folder, open } = BROWSERS[name];
  const cleanups: (() => Promise<void>)[] = [];
  try {
    log(`2/5 ${kind.name}`);
    const executablePath = await installBrowser(kind);
    log("3/5 Building the extension");
    if (development) cleanups.unshift(await serveForDevelopment(name));
    else if ((await runNpm(["run", "--silent", build])) !== 0) {
      throw new CliError("The extension could not be built; see above.");
    }
    // From here on Ctrl+C ends the browser and the practice site in their order.
    const stopped = stopSignal();
    log(live ? "4/5 No practice site: questions go to the real chatgptt.me" : "4/5 Starting the practice site");
    const practiceSite = live ? undefined : await startPracticeSite({ switches: LIFELIKE });
    if (practiceSite !== undefined) cleanups.unshift(() => practiceSite.close());
    log("5/5 Opening the browser");
    const extension = join(PROJECT, development ? `${folder}${DEVELOPMENT_SUFFIX}` : folder);
    const browser = await open({ executablePath, extension, practiceSite });
    cleanups.unshift(browser.close);
    const ended = Promise.race([stopped, browser.ended]);
    const opened = await Promise.race([browser.openPanel(practiceSite?.article() ?? LIVE_ARTICLE), ended]);
    if (typeof opened === "boolean") sayHowToGoOn(opened, practiceSite, development);
    await ended;
  } finally {
    for (const clean of cleanups) await clean().catch((error: unknown) => log(String(error)));
  }
}

function sayHowToGoOn(opened: boolean, practiceSite: PracticeSite | undefined, development: boolean): void {
  log(opened ? "\nThe panel is open: ask away." : "\nPress Alt+S on the page to open the panel.");
  if (practiceSite !== undefined) log("The practice site answers; tests/practice-site/README.md tells what it can do.");
  if (development) log("Each change of the code comes into the browser. What reloads the background closes the panel.");
  log("Close the browser or press Ctrl+C to end.");
}

/**
 * Builds the extension for development, and goes on with what has changed.
 *
 * @returns ends that
 */
async function serveForDevelopment(browser: SidenoteOptions["browser"]): Promise<() => Promise<void>> {
  // WXT opens browsers too, but knows neither the practice site nor the panel.
  const server = await createServer({ root: PROJECT, browser, webExt: { disabled: true } });
  await server.start();
  // Vite's own way out would leave the browser and its profile behind.
  process.removeAllListeners("SIGTERM");
  process.stdin.removeAllListeners("end");
  return () => server.stop();
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve());
  });
}
