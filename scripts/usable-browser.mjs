import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { promisify } from "node:util";
import { log, CliError } from "./run.mjs";

/** A browser that says nothing for so long does not start. */
const VERSION_TIMEOUT_MS = 20_000;

/**
 * Stops where a variable of the environment names a browser that will not do: what the person chose is not put aside
 * silently.
 *
 * @param {string} variable
 * @param {number} oldest the oldest version that will do
 */
export async function checkNamedBrowser(variable, oldest) {
  const named = process.env[variable] ?? "";
  if (named === "") return;
  const problem = await problemOf(named, oldest);
  if (problem !== undefined) throw new CliError(`${variable} does not help: ${problem}`);
}

/**
 * The first browser that starts and is new enough. Says why another one, that is there, will not do.
 *
 * @param {readonly string[]} paths
 * @param {number} oldest the oldest version that will do
 * @returns {Promise<string | undefined>} its path
 */
export async function firstUsable(paths, oldest) {
  for (const path of paths) {
    if (!existsSync(path)) continue;
    const problem = await problemOf(path, oldest);
    if (problem === undefined) return path;
    log(problem);
  }
  return undefined;
}

/**
 * @param {string} path
 * @param {number} oldest
 * @returns {Promise<string | undefined>} why it will not do
 */
async function problemOf(path, oldest) {
  if (!existsSync(path)) return `${path} is not there.`;
  // On Windows `--version` opens a window instead of saying the version.
  if (process.platform === "win32") return undefined;
  try {
    const { stdout } = await promisify(execFile)(path, ["--version"], { timeout: VERSION_TIMEOUT_MS });
    const version = Number(/(\d+)\.\d/.exec(stdout)?.[1] ?? 0);
    if (version < oldest) return `${path} is too old (${stdout.trim()}); ${oldest} is needed.`;
    return undefined;
  } catch {
    return `${path} does not start.`;
  }
}
