import { join } from "node:path";
import { findPrograms, macApplications, placesInPath, windowsPrograms } from "./programs.mjs";

/** The oldest Firefox that the extension runs in: it has `Element.setHTML`. */
export const OLDEST_FIREFOX = 148;

/** Where the production build for Firefox lies, from the project's folder. */
export const FIREFOX_BUILD = join(".output", "firefox-mv3");

/**
 * Finds all of a person's Firefoxes on this machine: `FIREFOX_PATH` alone where it is set, or else those in the places
 * where systems keep it. Whether they start, and how old they are, is not looked at.
 *
 * @param {NodeJS.ProcessEnv} [environment]
 * @param {NodeJS.Platform} [platform]
 * @returns {string[]} their paths
 */
export function findFirefoxes(environment = process.env, platform = process.platform) {
  return findPrograms(environment.FIREFOX_PATH, systemPlaces(environment, platform), platform);
}

/**
 * @param {NodeJS.ProcessEnv} environment
 * @param {NodeJS.Platform} platform
 * @returns {string[]}
 */
function systemPlaces(environment, platform) {
  switch (platform) {
    case "darwin":
      return macApplications(environment).map((folder) => join(folder, "Firefox.app", "Contents", "MacOS", "firefox"));
    case "win32":
      return windowsPrograms(environment).map((folder) => join(folder, "Mozilla Firefox", "firefox.exe"));
    default:
      return placesInPath(["firefox", "firefox-esr"], environment);
  }
}
