import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT, runNpm, log, CliError } from "./run.mjs";

/**
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, link?: boolean }} LockedPackage
 * @typedef {{ packages?: Record<string, LockedPackage> }} Lock
 */

/** Installs the packages of the lock file, where they are missing or other versions. */
export async function installDependencies() {
  if (areInstalled(PROJECT)) {
    log("Dependencies are installed.");
    return;
  }
  log("Installing the packages of package-lock.json; this takes a minute the first time. With:\n  npm ci");
  if ((await runNpm(["ci"])) !== 0) {
    throw new CliError("The dependencies could not be installed. npm says why above; is this machine online?");
  }
}

/**
 * Whether the packages in `node_modules` are those of the lock file. Contents are compared and not times: git gives
 * every file of a checkout the time of the checkout.
 *
 * @param {string} project its folder
 * @returns {boolean}
 */
export function areInstalled(project) {
  const installedPath = join(project, "node_modules", ".package-lock.json");
  if (!existsSync(installedPath)) return false;
  const wanted = readPackages(join(project, "package-lock.json"));
  const installed = readPackages(installedPath);
  return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
    const found = installed[path];
    // Optional packages are left out on systems that they are not for.
    if (found === undefined) return path === "" || optional === true || devOptional === true;
    return found.version === version;
  });
}

/**
 * @param {string} path
 * @returns {Record<string, LockedPackage>}
 */
function readPackages(path) {
  /** @type {Lock} */
  const lock = JSON.parse(readFileSync(path, "utf8"));
  return lock.packages ?? {};
}
