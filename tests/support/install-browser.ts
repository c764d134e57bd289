import { chromium } from "@playwright/test";
import { CliError, log, runNpm } from "../../scripts/run.mjs";
import { type BrowserKind, CHROMIUM, findBrowsers } from "./find-browser.ts";
import { installByApt } from "./install-by-apt.ts";
import { checkNamedBrowser, firstUsable } from "./usable-browser.ts";

/**
 * Finds a browser that starts and is new enough, or installs one. In this order: the one that the person has named by the
 * browser's variable, the system's, Playwright's (Chromium alone), then apt-get, then a download by Playwright (Chromium
 * alone). Says first what it installs, and by which command.
 *
 * @returns its path
 * @throws CliError where the named one will not do, or none could be installed
 */
export async function installBrowser(kind: BrowserKind): Promise<string> {
  await checkNamedBrowser(kind);
  const found = await findUsable(kind);
  if (found !== undefined) {
    log(`${kind.name} is installed: ${found}`);
    return found;
  }
  log(`There is no ${kind.name} of version ${kind.oldest} or later here.`);
  const installed = (await installPackage(kind)) ?? (kind === CHROMIUM ? await download(kind) : undefined);
  if (installed !== undefined) return installed;
  throw new CliError(
    `No ${kind.name} of version ${kind.oldest} or later was found, and none could be installed. ` +
      `Install ${kind.name} and run this again, or set ${kind.variable} to its program.${
        kind === CHROMIUM
          ? " (Google Chrome does not help: it no longer loads an extension from the command line.)"
          : ""
      }`,
  );
}

async function installPackage(kind: BrowserKind): Promise<string | undefined> {
  for (const name of kind.packages) {
    const installed = (await installByApt([name])) ? await findUsable(kind) : undefined;
    if (installed !== undefined) return installed;
  }
  return undefined;
}

async function download(kind: BrowserKind): Promise<string | undefined> {
  log("Downloading Playwright's Chromium, into a folder of Playwright, with:\n  npx playwright install chromium");
  await runNpm(["exec", "--", "playwright", "install", "chromium"]);
  return findUsable(kind);
}

function findUsable(kind: BrowserKind): Promise<string | undefined> {
  const downloaded = kind === CHROMIUM ? [chromium.executablePath()] : [];
  return firstUsable(kind, [...findBrowsers(kind), ...downloaded]);
}
