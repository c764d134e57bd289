import { installByApt } from "./apt.mjs";
import { findChromiums, OLDEST_CHROMIUM } from "./chromium.mjs";
import { runTool, log, CliError } from "./run.mjs";
import { checkNamedBrowser, firstUsable } from "./usable-browser.mjs";

/**
 * Finds a Chromium that starts and is new enough, or installs one: `CHROMIUM_PATH`, the system's, one that Playwright
 * downloaded before, then apt-get (as root, or by a sudo that asks nothing), then a download by Playwright.
 * Dependencies have to be installed before.
 *
 * @returns {Promise<string>} its path
 */
export async function installChromium() {
  await checkNamedBrowser("CHROMIUM_PATH", OLDEST_CHROMIUM);
  const found = (await usableInSystem()) ?? (await usableOfPlaywright());
  if (found !== undefined) {
    log(`Chromium is installed: ${found}`);
    return found;
  }
  const installed = (await installFromSystem()) ?? (await installByPlaywright());
  if (installed !== undefined) return installed;
  throw new CliError(
    `No Chromium of version ${OLDEST_CHROMIUM} or later was found, and none could be installed. ` +
      "Install Chromium and run this again, or set CHROMIUM_PATH to its program. " +
      "(Google Chrome does not help: it no longer loads an extension from the command line.)",
  );
}

async function installFromSystem() {
  return (await installByApt(["chromium"])) ? usableInSystem() : undefined;
}

async function installByPlaywright() {
  log("Downloading Chromium (playwright install chromium).");
  await runTool("playwright", "playwright", ["install", "chromium"]);
  return usableOfPlaywright();
}

async function usableInSystem() {
  return firstUsable(findChromiums(), OLDEST_CHROMIUM);
}

async function usableOfPlaywright() {
  const { chromium } = await import("@playwright/test");
  return firstUsable([chromium.executablePath()], OLDEST_CHROMIUM);
}
