import { resolve } from "node:path";
import type { CDPSession } from "@playwright/test";
import { CHROMIUM_BUILD } from "../support/builds.ts";
import { driveChromium, startBrowser } from "./chromium-browser.ts";
import { launchChromium, type StartedChromium } from "./chromium-launch.ts";
import type { BrowserOptions, KeptBrowser } from "./extension-browser.ts";

/** Each test starts with the extension just loaded, and a profile that nothing is left in. */
export function keepChromium(): KeptBrowser {
  let kept: Promise<StartedChromium> | undefined;
  return {
    async start(options) {
      if (needsItsOwn(options)) return startBrowser(options);
      kept ??= launchChromium(options);
      const started = await kept;
      const protocol = await protocolOf(started);
      const { id } = await protocol.send("Extensions.loadUnpacked", { path: resolve(options.build ?? CHROMIUM_BUILD) });
      return driveChromium(started, options, () => cleanUp(started, protocol, id));
    },
    async close() {
      await (await kept)?.close();
    },
  };
}

/** For what is fixed when the browser starts. */
function needsItsOwn(options: BrowserOptions): boolean {
  const { profile, organisation, display, textSize, locale = "en", colorScheme = "light" } = options;
  const isOther = [profile, organisation, display, textSize].some((option) => option !== undefined);
  return isOther || locale !== "en" || colorScheme !== "light";
}

async function protocolOf({ context }: StartedChromium): Promise<CDPSession> {
  const browser = context.browser();
  if (browser === null) throw new Error("The browser cannot be reached as a whole");
  return browser.newBrowserCDPSession();
}

/** Takes the extension out with all that it kept, and has the browser forget where it has been. */
async function cleanUp({ context }: StartedChromium, protocol: CDPSession, id: string): Promise<void> {
  // The extension's own go with it.
  const pages = context.pages().filter((page) => !page.url().startsWith("chrome-extension:"));
  const blank = await context.newPage();
  await Promise.all(pages.map((page) => page.close()));
  await protocol.send("Extensions.uninstall", { id });
  await context.setOffline(false);
  await context.clearPermissions();
  await context.clearCookies();
  const session = await context.newCDPSession(blank);
  await session.send("Network.clearBrowserCache");
  await session.send("Storage.clearDataForOrigin", { origin: "*", storageTypes: "all" });
  await session.detach();
  await protocol.detach();
}
