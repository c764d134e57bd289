import type { ExtensionBrowser } from "./extension-browser.ts";

/**
 * Gives Sidenote access to a host before it asks, as a person can on the browser's page of extensions. Access to the hosts
 * that it has from the start stays. In Firefox nothing has to be done: it was started so that it grants what is asked for.
 */
export async function giveAccess(extension: ExtensionBrowser, host: string): Promise<void> {
  if (extension.engine === "firefox") return;
  const page = await extension.context.newPage();
  await page.goto("chrome://extensions");
  await page.evaluate(
    async ({ extensionId, pattern }) => {
      const { developerPrivate } = chrome as unknown as {
        developerPrivate: {
          updateExtensionConfiguration(change: { extensionId: string; hostAccess: string }): Promise<void>;
          addHostPermission(extensionId: string, host: string): Promise<void>;
        };
      };
      // The page adds hosts only while it lists them one by one.
      await developerPrivate.updateExtensionConfiguration({ extensionId, hostAccess: "ON_SPECIFIC_SITES" });
      await developerPrivate.addHostPermission(extensionId, pattern);
      await developerPrivate.updateExtensionConfiguration({ extensionId, hostAccess: "ON_ALL_SITES" });
    },
    { extensionId: new URL(extension.extensionUrl).host, pattern: `https://${host}/*` },
  );
  await page.close();
}
