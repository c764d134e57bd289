import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PRACTICE_HOSTS } from "./chromium.mjs";
import { FIREFOX_BUILD } from "./firefox.mjs";
import { findWindow, showSidebar, trustCertificate } from "./firefox-window.mjs";
import { startTunnel } from "./practice-tunnel.mjs";
import { PROJECT, CliError } from "./run.mjs";

/** Firefox makes a profile first, and a slow machine takes its time for it. */
const START_TIMEOUT_MS = 120_000;

/**
 * Opens Firefox with the built extension and a profile of its own, for a person to use. With a practice site its hosts
 * lead there, and for them its certificate, and no other, is taken; all other sites stay what they are.
 *
 * @param {string} executablePath
 * @param {{ port: number, certificate: string } | undefined} practiceSite
 * @returns {Promise<import("./launch-chromium.mjs").OpenBrowser>}
 */
export async function launchFirefox(executablePath, practiceSite) {
  const profile = await mkdtemp(join(tmpdir(), "sidenote-"));
  /** @type {(() => Promise<unknown>)[]} */
  const cleanups = [() => rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })];
  const close = async () => {
    // A browser that the person has closed cannot be closed again.
    for (const clean of cleanups.splice(0)) await clean().catch(() => undefined);
  };
  try {
    const tunnel = practiceSite === undefined ? undefined : await startTunnel(practiceSite.port);
    if (tunnel !== undefined) cleanups.unshift(() => tunnel.close());
    const { default: puppeteer } = await import("puppeteer-core");
    const browser = await puppeteer.launch({
      browser: "firefox",
      executablePath,
      headless: false,
      defaultViewport: null,
      userDataDir: profile,
      timeout: START_TIMEOUT_MS,
      // Ctrl+C is answered by the caller, so that the practice site and the profile go with the browser.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      // The sidebar belongs to the browser's own window.
      args: ["--remote-allow-system-access", "--width=1280", "--height=860"],
      extraPrefsFirefox: tunnel === undefined ? {} : practicePreferences(tunnel.port),
    });
    cleanups.unshift(() => browser.close());
    const ended = new Promise((resolve) => browser.once("disconnected", () => resolve(undefined)));
    const extension = await browser.installExtension(join(PROJECT, FIREFOX_BUILD));
    const window = await findWindow(browser);
    if (practiceSite !== undefined) await trustCertificate(window, practiceSite.certificate, PRACTICE_HOSTS);
    return { openPanel: (address) => openPanel(browser, window, extension, address), ended, close };
  } catch (error) {
    await close();
    throw new CliError(`Firefox did not start. ${error instanceof Error ? error.message : String(error)}`);
  }
}

/**
 * @param {number} tunnelPort
 * @returns {Record<string, string | number>}
 */
function practicePreferences(tunnelPort) {
  const hosts = JSON.stringify(PRACTICE_HOSTS);
  const choice = `${hosts}.includes(host) ? "PROXY 127.0.0.1:${tunnelPort}" : "DIRECT"`;
  const script = `function FindProxyForURL(url, host) { return ${choice}; }`;
  const fromAddress = 2;
  return {
    "network.proxy.type": fromAddress,
    "network.proxy.autoconfig_url": `data:text/javascript,${encodeURIComponent(script)}`,
  };
}

/**
 * @param {import("puppeteer-core").Browser} browser
 * @param {import("./firefox-window.mjs").FirefoxWindow} window
 * @param {string} extension its id
 * @param {string} address
 * @returns {Promise<boolean>} whether the sidebar opened
 */
async function openPanel(browser, window, extension, address) {
  try {
    const page = (await browser.pages())[0] ?? (await browser.newPage());
    await page.goto(address, { waitUntil: "domcontentloaded" }).catch(() => undefined);
    return await showSidebar(window, extension);
  } catch {
    // The page or the browser was closed meanwhile.
    return false;
  }
}
