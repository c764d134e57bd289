import type { BrowserContext, Page } from "@playwright/test";

/**
 * Answers what the extension will ask the browser for, as a person can before on Chromium's page of extensions. Access to
 * the hosts that it has from the start stays.
 * @param pattern such as `https://example.com/*`
 */
export async function allowAccess(context: BrowserContext, extensionUrl: string, pattern: string): Promise<void> {
  const page = await context.newPage();
  await allowOnPage(page, extensionUrl, pattern);
  await page.close();
}

/** Gives the extension access to hosts, without a question of the browser. */
export async function giveAccess(context: BrowserContext, extensionUrl: string, pattern: string): Promise<void> {
  const page = await context.newPage();
  await allowOnPage(page, extensionUrl, pattern);
  await page.goto(new URL("options.html", extensionUrl).href);
  const given = await page.evaluate((host) => chrome.permissions.request({ origins: [host] }), pattern);
  if (!given) throw new Error(`There is no access to ${pattern}`);
  await page.close();
}

async function allowOnPage(page: Page, extensionUrl: string, pattern: string): Promise<void> {
  await page.goto("chrome://extensions");
  await page.evaluate(
    async ({ extensionId, host }) => {
      const { developerPrivate } = chrome as unknown as {
        developerPrivate: {
          updateExtensionConfiguration(change: { extensionId: string; hostAccess: string }): Promise<void>;
          addHostPermission(extensionId: string, host: string): Promise<void>;
        };
      };
      // The page adds hosts only while it lists them one by one.
      await developerPrivate.updateExtensionConfiguration({ extensionId, hostAccess: "ON_SPECIFIC_SITES" });
      await developerPrivate.addHostPermission(extensionId, host);
      await developerPrivate.updateExtensionConfiguration({ extensionId, hostAccess: "ON_ALL_SITES" });
    },
    { extensionId: new URL(extensionUrl).host, host: pattern },
  );
}
