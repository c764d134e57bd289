import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium } from "@playwright/test";
import { CliError, log } from "../../scripts/run.mjs";
import { chromiumArguments } from "./chromium-arguments.ts";
import type { OpenBrowser, OpenOptions } from "./open-browser.ts";
import { pressPanelKey, viewBecomes } from "./panel-key.ts";

/** How often the shortcut is tried: a browser that has just started may not have read the extension's commands. */
const ATTEMPTS = 5;
/** Long enough for a slow machine: pressed again, the shortcut closes the panel. */
const ATTEMPT_MS = 3000;

/**
 * Opens Chromium with the extension and a profile of its own, for a person to use.
 *
 * @throws CliError where it does not start
 */
export async function openChromium({ executablePath, extension, practiceSite }: OpenOptions): Promise<OpenBrowser> {
  const profile = await mkdtemp(join(tmpdir(), "sidenote-"));
  await writePreferences(profile);
  const removeProfile = () => rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  const launch = (chromiumSandbox: boolean) =>
    chromium.launchPersistentContext(profile, {
      executablePath,
      headless: false,
      viewport: null,
      chromiumSandbox,
      // Ctrl+C is answered by the caller, so that the practice site and the profile go with the browser.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      ignoreDefaultArgs: ["--enable-automation"],
      args: [
        ...chromiumArguments({ extension, practiceSite }),
        // Without this a line under the address bar warns of the arguments.
        "--test-type",
        "--window-size=1280,860",
      ],
    });
  try {
    const context = await launch(process.getuid?.() !== 0).catch((error: unknown) => {
      // Many containers, and Ubuntu for browsers of no package, forbid what the sandbox needs. Where only the practice
      // site and the article are shown, it can be done without.
      if (practiceSite === undefined) throw error;
      log("Chromium did not start with its sandbox; trying without.");
      return launch(false);
    });
    return {
      openPanel: (address) => openPanel(context, address),
      ended: new Promise((resolve) => context.once("close", resolve)),
      close: () => context.close().finally(removeProfile),
    };
  } catch (error) {
    await removeProfile();
    throw new CliError(`The browser did not start. ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Without its mode for developers the browser switches an unpacked extension off that is reloaded. */
async function writePreferences(profile: string): Promise<void> {
  await mkdir(join(profile, "Default"));
  const preferences = { extensions: { ui: { developer_mode: true } } };
  await writeFile(join(profile, "Default", "Preferences"), JSON.stringify(preferences));
}

/** Opens a page in the first tab, and the panel beside it, by the extension's own shortcut. */
async function openPanel(context: BrowserContext, address: string): Promise<boolean> {
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(address, { waitUntil: "domcontentloaded" }).catch(() => undefined);
  await page.bringToFront();
  const session = await context.newCDPSession(page);
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      await pressPanelKey(session);
      if (await viewBecomes(session, "sidepanel", true, ATTEMPT_MS)) return true;
    }
    return false;
  } catch {
    // The page or the browser was closed meanwhile.
    return false;
  } finally {
    await session.detach().catch(() => undefined);
  }
}
