import { CHROMIUM, FIREFOX } from "./find-browser.ts";
import { installBrowser } from "./install-browser.ts";
import { installDisplay } from "./install-display.ts";

/**
 * Sees to all that the end-to-end tests need beside the packages, and installs what is missing.
 *
 * @returns what to add to the environment, so that the tests take the browsers that will do
 * @throws CliError where a browser is missing and cannot be installed
 */
export async function installAll(): Promise<Record<string, string>> {
  const environment = {
    [CHROMIUM.variable]: await installBrowser(CHROMIUM),
    [FIREFOX.variable]: await installBrowser(FIREFOX),
  };
  await installDisplay();
  return environment;
}
