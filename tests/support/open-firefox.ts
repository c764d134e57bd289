import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer, { type Browser } from "puppeteer-core";
import { CliError } from "../../scripts/run.mjs";
import { startConnectProxy } from "./connect-proxy.ts";
import { createChromeRemote, type Remote } from "./firefox-remote.ts";
import { showSidebar, trustCertificate } from "./firefox-window.ts";
import type { OpenBrowser, OpenOptions } from "./open-browser.ts";
import { PRACTICE_HOSTS } from "./practice-hosts.ts";

/** Firefox makes a profile first, and a slow machine takes its time for it. */
const START_TIMEOUT_MS = 120_000;

/**
 * Opens Firefox with the extension and a profile of its own, for a person to use. With a practice site its hosts lead there,
 * and for them its certificate, and no other, is taken; all other sites stay what they are.
 *
 * @throws CliError where it does not start
 */
export async function openFirefox({ executablePath, extension, practiceSite }: OpenOptions): Promise<OpenBrowser> {
  const profile = await mkdtemp(join(tmpdir(), "sidenote-"));
  const cleanups: (() => Promise<unknown>)[] = [
    () => rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }),
  ];
  const close = async () => {
    // A browser that the person has closed cannot be closed again.
    for (const clean of cleanups.splice(0)) await clean().catch(() => undefined);
  };
  try {
    // Firefox cannot be told to take another port for a few hosts alone; through a proxy it can.
    const proxy = practiceSite === undefined ? undefined : await startConnectProxy({ targetPort: practiceSite.port });
    if (proxy !== undefined) cleanups.unshift(() => proxy.close());
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
      extraPrefsFirefox: proxy === undefined ? {} : practicePreferences(proxy.port),
    });
    cleanups.unshift(() => browser.close());
    const ended = new Promise((resolve) => browser.once("disconnected", resolve));
    const id = await browser.installExtension(extension);
    const window = await createChromeRemote(browser);
    if (practiceSite !== undefined) await trustCertificate(window, practiceSite.certificate, PRACTICE_HOSTS);
    return { openPanel: (address) => openPanel(browser, window, id, address), ended, close };
  } catch (error) {
    await close();
    throw new CliError(`Firefox did not start. ${error instanceof Error ? error.message : String(error)}`);
  }
}

function practicePreferences(proxyPort: number): Record<string, string | number> {
  const hosts = JSON.stringify(PRACTICE_HOSTS);
  const choice = `${hosts}.includes(host) ? "PROXY 127.0.0.1:${proxyPort}" : "DIRECT"`;
  const script = `function FindProxyForURL(url, host) { return ${choice}; }`;
  const fromAddress = 2;
  return {
    "network.proxy.type": fromAddress,
    "network.proxy.autoconfig_url": `data:text/javascript,${encodeURIComponent(script)}`,
  };
}

async function openPanel(browser: Browser, window: Remote, extension: string, address: string): Promise<boolean> {
  try {
    const page = (await browser.pages())[0] ?? (await browser.newPage());
    await page.goto(address, { waitUntil: "domcontentloaded" }).catch(() => undefined);
    return await showSidebar(window, extension);
  } catch {
    // The page or the browser was closed meanwhile.
    return false;
  }
}
