import { join } from "node:path";
import puppeteer, { type Browser } from "puppeteer-core";
import { FIREFOX_BUILD } from "../../support/builds.ts";
import { FIREFOX, requireBrowser } from "../../support/find-browser.ts";
import { PRACTICE_HOSTS } from "../../support/practice-hosts.ts";
import type { BrowserOptions } from "../extension-browser.ts";

/** The id in the manifest, and the one of this installation, by which its pages are addressed. */
export const EXTENSION_ID = "sidenote@extension";
const INSTALLATION_ID = "6e2f3c1a-7d1b-4c57-9a55-0f8f3c2b1d90";
export const EXTENSION_URL = `moz-extension://${INSTALLATION_ID}/`;

/** Starts a Firefox for which the practice site is the web. The extension is not in it yet. */
export async function launchFirefox({ site, profile, organisation }: BrowserOptions): Promise<Browser> {
  return puppeteer.launch({
    browser: "firefox",
    executablePath: requireBrowser(FIREFOX),
    headless: true,
    acceptInsecureCerts: true,
    args: ["--remote-allow-system-access", "--width=1280", "--height=900"],
    ...(profile !== undefined && { userDataDir: profile }),
    // Below it Firefox looks for what is set for one person.
    ...(organisation !== undefined && { env: { ...process.env, HOME: organisation } }),
    extraPrefsFirefox: {
      // The practice site's hosts lead to it; every other host leads nowhere.
      "network.dns.localDomains": PRACTICE_HOSTS.join(","),
      "network.socket.forcePort": `443=${site.port}`,
      "extensions.webextensions.uuids": JSON.stringify({ [EXTENSION_ID]: INSTALLATION_ID }),
      "extensions.webextensions.keepUuidOnUninstall": true,
      // It is installed for the time of one start, and shall find its data again after the next.
      "extensions.webextensions.keepStorageOnUninstall": profile !== undefined,
      // Access that is asked for is given, as by a person who agrees.
      "extensions.webextOptionalPermissionPrompts": false,
    },
  });
}

/** Installs the extension for the time of this start. Default: the production build as it is now. */
export async function installSidenote(browser: Browser, folder = join(process.cwd(), FIREFOX_BUILD)): Promise<void> {
  await browser.installExtension(folder);
}
