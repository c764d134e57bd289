import type { ExtensionBrowser } from "./extension-browser.ts";

/** Takes Sidenote's access to all sites away, as a person does on the browser's page of extensions. */
export async function takeAccessAway(extension: ExtensionBrowser): Promise<void> {
  if (extension.engine === "firefox") {
    const background = await extension.background();
    await background.evaluate(() => chrome.permissions.remove({ origins: ["https://chatgptt.me/*"] }));
    return;
  }
  const page = await extension.context.newPage();
  await page.goto("chrome://extensions");
  await page.evaluate(async (extensionId) => {
    const { developerPrivate } = chrome as unknown as {
      developerPrivate: {
        updateExtensionConfiguration(change: { extensionId: string; hostAccess: string }): Promise<void>;
      };
    };
    await developerPrivate.updateExtensionConfiguration({ extensionId, hostAccess: "ON_CLICK" });
  }, new URL(extension.extensionUrl).host);
  await page.close();
}
