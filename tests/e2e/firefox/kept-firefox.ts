import type { Browser } from "puppeteer-core";
import type { KeptBrowser } from "../extension-browser.ts";
import { driveFirefox, startFirefox } from "./firefox-browser.ts";
import { EXTENSION_ID, launchFirefox } from "./launch.ts";
import { createChromeRemote } from "../../support/firefox-remote.ts";

/** Each test starts with the extension just installed, and a profile that nothing is left in. */
export function keepFirefox(): KeptBrowser {
  let kept: Promise<Browser> | undefined;
  return {
    async start(options) {
      if ([options.profile, options.organisation].some((each) => each !== undefined) || options.fresh === true)
        return startFirefox(options);
      kept ??= launchFirefox(options);
      const browser = await kept;
      return driveFirefox(browser, options, () => cleanUp(browser));
    },
    async close() {
      await (await kept)?.close();
    },
  };
}

/** Takes the extension out with all that it kept, and has the browser forget where it has been. */
async function cleanUp(browser: Browser): Promise<void> {
  const chrome = await createChromeRemote(browser);
  // One that goes while it still opens or closes keeps the next from opening.
  await chrome.run(
    `const open = () => [...document.querySelectorAll("panel, menupopup")].filter(({ state }) => state && state !== "closed");
     for (const panel of open()) panel.hidePopup();
     while (open().length > 0) await new Promise((later) => setTimeout(later, 20));`,
  );
  await browser.uninstallExtension(EXTENSION_ID);
  await chrome.run(
    `for (const other of Services.wm.getEnumerator("navigator:browser")) if (other !== window) other.close();
     const blank = gBrowser.addTrustedTab("about:blank");
     gBrowser.removeAllTabsBut(blank, { animate: false, skipWarnAboutClosingTabs: true, skipPermitUnload: true });
     Services.console.reset();
     // What is deleted last: the extension's own data is in line before it.
     await new Promise((deleted) => Services.clearData.deleteData(Ci.nsIClearDataService.CLEAR_ALL, deleted));
     Services.obs.notifyObservers(null, "net:prune-all-connections");`,
  );
}
