import { log, run } from "../../scripts/run.mjs";
import { findCommand } from "./find-browser.ts";

/**
 * Installs packages by apt-get, as root or by a sudo that asks nothing. Says first what it installs, and by which commands.
 *
 * @returns false where there is no apt-get, no right to use it, or where it failed
 */
export async function installByApt(names: readonly string[]): Promise<boolean> {
  const prefix = await rightToInstall();
  if (prefix === undefined) return false;
  // Lists that could not be brought up to date may still do.
  const update = [...prefix, "apt-get", "update", "-q"];
  const install = [...prefix, "apt-get", "install", "-q", "-y", "--no-install-recommends", ...names];
  log(`Installing ${names.join(" and ")} with:\n  ${update.join(" ")}\n  ${install.join(" ")}`);
  await runQuietly(update);
  return (await runQuietly(install)) === 0;
}

/** What to put before apt-get; undefined where it is missing or not allowed. */
async function rightToInstall(): Promise<string[] | undefined> {
  if (findCommand("apt-get") === undefined) return undefined;
  if (process.getuid?.() === 0) return [];
  return (await run("sudo", ["-n", "true"])) === 0 ? ["sudo", "-n"] : undefined;
}

function runQuietly([program = "", ...programArguments]: readonly string[]): Promise<number> {
  return run(program, programArguments, { DEBIAN_FRONTEND: "noninteractive" });
}
