import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/**
 * The programs among some places, in their order. One that the person has named themselves, by a variable of the
 * environment, stands for all of them, be it there or not.
 *
 * @param {string | undefined} named
 * @param {readonly string[]} places
 * @param {NodeJS.Platform} platform
 * @returns {string[]}
 */
export function findPrograms(named, places, platform) {
  if (named !== undefined && named !== "") return [named];
  return places.filter((place) => isProgram(place, platform));
}

/**
 * Where programs of these names can be in the folders of `PATH`.
 *
 * @param {readonly string[]} names
 * @param {NodeJS.ProcessEnv} environment
 * @returns {string[]}
 */
export function placesInPath(names, environment) {
  return (environment.PATH ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "")
    .flatMap((folder) => names.map((name) => join(folder, name)));
}

/**
 * Where macOS keeps applications: everybody's, and the person's own.
 *
 * @param {NodeJS.ProcessEnv} environment
 * @returns {string[]}
 */
export function macApplications(environment) {
  return ["/Applications", join(environment.HOME ?? "/", "Applications")];
}

/**
 * Where Windows keeps programs.
 *
 * @param {NodeJS.ProcessEnv} environment
 * @returns {string[]}
 */
export function windowsPrograms(environment) {
  return [environment.LOCALAPPDATA, environment.PROGRAMFILES, environment["PROGRAMFILES(X86)"]].filter(
    (folder) => folder !== undefined,
  );
}

/**
 * @param {string} path
 * @param {NodeJS.Platform} platform
 * @returns {boolean}
 */
function isProgram(path, platform) {
  if (!existsSync(path)) return false;
  if (platform === "win32") return true;
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
