import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { promisify } from "node:util";
import { CliError, log } from "../../scripts/run.mjs";
import type { BrowserKind } from "./find-browser.ts";

/** A browser that says nothing for so long does not start. */
const VERSION_TIMEOUT_MS = 20_000;

/**
 * Checks the browser that the person has named by the browser's variable, if any: what they chose is not put aside silently.
 *
 * @throws CliError where it will not do
 */
export async function checkNamedBrowser({ variable, oldest }: BrowserKind): Promise<void> {
  const named = process.env[variable] ?? "";
  if (named === "") return;
  const problem = await problemOf(named, oldest);
  if (problem !== undefined) throw new CliError(`${variable} does not help: ${problem}`);
}

/** The first of these browsers that starts and is new enough. Says why another one, that is there, will not do. */
export async function firstUsable({ oldest }: BrowserKind, paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    if (!existsSync(path)) continue;
    const problem = await problemOf(path, oldest);
    if (problem === undefined) return path;
    log(problem);
  }
  return undefined;
}

/** Why a browser will not do; undefined where it will. */
async function problemOf(path: string, oldest: number): Promise<string | undefined> {
  if (!existsSync(path)) return `${path} is not there.`;
  // On Windows `--version` opens a window instead of saying the version.
  if (process.platform === "win32") return undefined;
  try {
    const { stdout } = await promisify(execFile)(path, ["--version"], { timeout: VERSION_TIMEOUT_MS });
    const version = Number(/(\d+)\.\d/.exec(stdout)?.[1] ?? 0);
    return version < oldest ? `${path} is too old (${stdout.trim()}); ${oldest} is needed.` : undefined;
  } catch {
    return `${path} does not start.`;
  }
}
