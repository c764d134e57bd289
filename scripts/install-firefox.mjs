import { installByApt } from "./apt.mjs";
import { findFirefoxes, OLDEST_FIREFOX } from "./firefox.mjs";
import { log, CliError } from "./run.mjs";
import { checkNamedBrowser, firstUsable } from "./usable-browser.mjs";

/** Debian's name for it, and that of others. */
const PACKAGES = ["firefox-esr", "firefox"];

/**
 * Finds a Firefox that starts and is new enough, or installs one: `FIREFOX_PATH`, the system's, then apt-get (as root,
 * or by a sudo that asks nothing).
 *
 * @returns {Promise<string>} its path
 */
export async function installFirefox() {
  await checkNamedBrowser("FIREFOX_PATH", OLDEST_FIREFOX);
  const found = await firstUsable(findFirefoxes(), OLDEST_FIREFOX);
  if (found !== undefined) {
    log(`Firefox is installed: ${found}`);
    return found;
  }
  for (const name of PACKAGES) {
    const installed = (await installByApt([name])) ? await firstUsable(findFirefoxes(), OLDEST_FIREFOX) : undefined;
    if (installed !== undefined) return installed;
  }
  throw new CliError(
    `No Firefox of version ${OLDEST_FIREFOX} or later was found, and none could be installed. ` +
      "Install Firefox and run this again, or set FIREFOX_PATH to its program.",
  );
}
