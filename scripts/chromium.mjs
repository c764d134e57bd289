import { join } from "node:path";
import { findPrograms, macApplications, placesInPath, windowsPrograms } from "./programs.mjs";

/** The oldest Chromium that the extension runs in: it has `Element.setHTML`. */
export const OLDEST_CHROMIUM = 146;

/** Hosts that lead to the practice site: the chat's own, the article's, and one more with a chat. */
export const PRACTICE_HOSTS = ["chatgptt.me", "practice.sidenote.test", "other.sidenote.test"];

/** Where the production build for Chromium lies, from the project's folder. */
export const CHROMIUM_BUILD = join(".output", "chrome-mv3");

/** Where the build for Chromium with a proxy lies. */
export const PROXY_BUILD = `${CHROMIUM_BUILD}-proxy`;

/**
 * The shortcut that opens the panel, Alt+S, for the protocol's `Input.dispatchKeyEvent` on a page (`rawKeyDown`, then
 * `keyUp`). Without the native key code the browser gives the key to the page alone.
 */
export const OPEN_PANEL_KEY = { modifiers: 1, windowsVirtualKeyCode: 83, nativeVirtualKeyCode: 83 };

/**
 * Arguments for a Chromium with the extension loaded; without one it can be loaded later, over the protocol's pipe. With a
 * practice site its hosts lead there, and its certificate, and no other that is self-signed, is taken: the extension is
 * tried exactly as it ships.
 *
 * @param {import("./chromium.d.mts").ChromiumOptions} options
 * @returns {string[]}
 */
export function chromiumArguments({ extension, practiceSite }) {
  const site =
    practiceSite === undefined
      ? []
      : [
          `--host-resolver-rules=${PRACTICE_HOSTS.map((host) => `MAP ${host}:443 127.0.0.1:${practiceSite.port}`).join(",")}`,
          `--ignore-certificate-errors-spki-list=${practiceSite.certificateHash}`,
        ];
  return [
    ...(extension === undefined
      ? ["--enable-unsafe-extension-debugging"]
      : [`--disable-extensions-except=${extension}`, `--load-extension=${extension}`]),
    "--disable-gpu",
    // The mapping leads to a TCP port.
    "--disable-quic",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-search-engine-choice-screen",
    ...site,
  ];
}

/**
 * Finds each Chromium on this machine: `CHROMIUM_PATH` alone, or those in the places where systems keep it. Google Chrome
 * is left out, because from version 137 on it ignores `--load-extension`. Whether one starts, and how old it is, is not
 * looked at.
 *
 * @param {NodeJS.ProcessEnv} [environment]
 * @param {NodeJS.Platform} [platform]
 * @returns {string[]} their paths
 */
export function findChromiums(environment = process.env, platform = process.platform) {
  return findPrograms(environment.CHROMIUM_PATH, systemPlaces(environment, platform), platform);
}

/**
 * The first of `findChromiums`.
 *
 * @param {NodeJS.ProcessEnv} [environment]
 * @param {NodeJS.Platform} [platform]
 * @returns {string | undefined} its path
 */
export function findChromium(environment, platform) {
  return findChromiums(environment, platform)[0];
}

/**
 * @param {NodeJS.ProcessEnv} environment
 * @param {NodeJS.Platform} platform
 * @returns {string[]}
 */
function systemPlaces(environment, platform) {
  switch (platform) {
    case "darwin":
      return macApplications(environment).map((folder) =>
        join(folder, "Chromium.app", "Contents", "MacOS", "Chromium"),
      );
    case "win32":
      return windowsPrograms(environment).map((folder) => join(folder, "Chromium", "Application", "chrome.exe"));
    default:
      return placesInPath(["chromium", "chromium-browser"], environment);
  }
}
