import { existsSync } from "node:fs";
import { run, log } from "./run.mjs";

/**
 * Installs packages by apt-get, as root or by a sudo that asks nothing.
 *
 * @param {readonly string[]} names
 * @returns {Promise<boolean>} false where there is no apt-get, no right to use it, or where it failed
 */
export async function installByApt(names) {
  const prefix = await rightToInstall();
  if (prefix === undefined) return false;
  log(`Installing by apt-get: ${names.join(", ")}.`);
  const [program = "apt-get", ...rest] = [...prefix, "apt-get"];
  const quiet = { DEBIAN_FRONTEND: "noninteractive" };
  await run(program, [...rest, "update", "-q"], quiet);
  return (await run(program, [...rest, "install", "-q", "-y", "--no-install-recommends", ...names], quiet)) === 0;
}

/**
 * @returns {Promise<string[] | undefined>} what to put before apt-get; undefined where it is missing or not allowed
 */
async function rightToInstall() {
  if (process.platform !== "linux" || !existsSync("/usr/bin/apt-get")) return undefined;
  if (process.getuid?.() === 0) return [];
  return (await run("sudo", ["-n", "true"])) === 0 ? ["sudo", "-n"] : undefined;
}
