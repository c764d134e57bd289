import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { promisify } from "node:util";
import { installByApt } from "./apt.mjs";
import { findChromium, OLDEST_CHROMIUM } from "./chromium.mjs";
import { runTool, say, Stop } from "./run.mjs";

/** A browser that says nothing for so long does not start. */
const VERSION_TIMEOUT_MS = 20_000;

/**
 * Finds a Chromium that starts and is new enough, or installs one: `CHROMIUM_PATH`, the system's, one that Playwright
 * downloaded before, then apt-get (as root, or by a sudo that asks nothing), then a download by Playwright.
 * Dependencies have to be installed before.
 *
 * @returns {Promise<string>} its path
 */
export async function installChromium() {
  if ((process.env.CHROMIUM_PATH ?? "") !== "") {
    const problem = await problemOf(process.env.CHROMIUM_PATH ?? "");
    if (problem !== undefined) throw new Stop(`CHROMIUM_PATH does not help: ${problem}`);
  }
  const found = (await usable(findChromium())) ?? (await usable(await playwrightPath()));
  if (found !== undefined) {
    say(`Chromium is installed: ${found}`);
    return found;
  }
  const installed = (await installFromSystem()) ?? (await installByPlaywright());
  if (installed !== undefined) return installed;
  throw new Stop(
    `No Chromium of version ${OLDEST_CHROMIUM} or later was found, and none could be installed. ` +
      "Install Chromium and run this again, or set CHROMIUM_PATH to its program. " +
      "(Google Chrome does not help: it no longer loads an extension from the command line.)",
  );
}

async function installFromSystem() {
  return (await installByApt(["chromium"])) ? usable(findChromium()) : undefined;
}

async function installByPlaywright() {
  say("Downloading Chromium (playwright install chromium).");
  await runTool("playwright", "playwright", ["install", "chromium"]);
  return usable(await playwrightPath());
}

/** @returns {Promise<string>} where Playwright keeps its Chromium, be it there or not */
async function playwrightPath() {
  const { chromium } = await import("@playwright/test");
  return chromium.executablePath();
}

/**
 * @param {string | undefined} path
 * @returns {Promise<string | undefined>} the path, where it is a Chromium that will do
 */
async function usable(path) {
  if (path === undefined || !existsSync(path)) return undefined;
  const problem = await problemOf(path);
  if (problem !== undefined) say(problem);
  return problem === undefined ? path : undefined;
}

/**
 * @param {string} path
 * @returns {Promise<string | undefined>} why it will not do
 */
async function problemOf(path) {
  if (!existsSync(path)) return `${path} is not there.`;
  // On Windows `--version` opens a window instead of saying the version.
  if (process.platform === "win32") return undefined;
  try {
    const { stdout } = await promisify(execFile)(path, ["--version"], { timeout: VERSION_TIMEOUT_MS });
    const version = Number(/(\d+)\.\d/.exec(stdout)?.[1] ?? 0);
    if (version < OLDEST_CHROMIUM) return `${path} is too old (${stdout.trim()}); ${OLDEST_CHROMIUM} is needed.`;
    return undefined;
  } catch {
    return `${path} does not start.`;
  }
}
