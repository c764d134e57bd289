import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CHROMIUM_BUILD, chromiumArguments } from "./chromium.mjs";
import { openPanel } from "./open-panel.mjs";
import { PROJECT, log, CliError } from "./run.mjs";

/**
 * A browser that a person uses. `openPanel` opens a page, and the panel beside it, and says whether the panel opened;
 * `ended` is kept when the person closes the browser; `close` ends it and removes its profile.
 *
 * @typedef {{
 *   openPanel: (address: string) => Promise<boolean>;
 *   ended: Promise<unknown>;
 *   close: () => Promise<void>;
 * }} OpenBrowser
 */

/**
 * Opens Chromium with the built extension and a profile of its own, for a person to use.
 *
 * @param {string} executablePath
 * @param {import("./chromium.d.mts").ChromiumOptions["practiceSite"]} practiceSite
 * @returns {Promise<OpenBrowser>}
 */
export async function launchChromium(executablePath, practiceSite) {
  const { chromium } = await import("@playwright/test");
  const profile = await mkdtemp(join(tmpdir(), "sidenote-"));
  const removeProfile = () => rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  /** @param {boolean} chromiumSandbox */
  const launch = (chromiumSandbox) =>
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
        ...chromiumArguments({ extension: join(PROJECT, CHROMIUM_BUILD), practiceSite }),
        // Without this a line under the address bar warns of the arguments.
        "--test-type",
        "--window-size=1280,860",
      ],
    });
  try {
    const context = await launch(process.getuid?.() !== 0).catch((error) => {
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
