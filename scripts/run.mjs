import { spawn } from "node:child_process";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder. */
export const PROJECT = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Runs a program in the project's folder, its output going where ours goes.
 *
 * @param {string} program
 * @param {readonly string[]} programArguments
 * @param {NodeJS.ProcessEnv} [environment] what is added to the environment
 * @returns {Promise<number>} its exit code; 127 where it could not be started, 130 where a signal ended it
 */
export function run(program, programArguments, environment = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, programArguments, {
      cwd: PROJECT,
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, ...environment },
    });
    child.once("error", () => resolve(127));
    child.once("close", (code) => resolve(code ?? 130));
  });
}

/**
 * Runs npm: the one that started this script, or else the one in the path.
 *
 * @param {readonly string[]} npmArguments
 * @param {NodeJS.ProcessEnv} [environment] what is added to the environment
 * @returns {Promise<number>} as `run`
 */
export function runNpm(npmArguments, environment) {
  const script = process.env.npm_execpath;
  if (script !== undefined && /npm-cli\.[cm]?js$/.test(script)) {
    return run(process.execPath, [script, ...npmArguments], environment);
  }
  return run(process.platform === "win32" ? "npm.cmd" : "npm", npmArguments, environment);
}

/**
 * Loads a TypeScript module of tests/support. The dependencies have to be installed before.
 *
 * @param {string} name its file
 * @returns {Promise<any>} what it exports
 */
export async function importSupport(name) {
  const { createJiti } = await import("jiti");
  return createJiti(import.meta.url).import(`../tests/support/${name}`);
}

/** What a script cannot go on after; its message is a sentence for the person who ran it. */
export class CliError extends Error {
  /** @override */
  name = "CliError";
}

/** @param {string} line what the script does, for the person who ran it */
export function log(line) {
  process.stdout.write(`${line}\n`);
}

/**
 * Says why something could not be done: the sentence of a `CliError`, or all that is known of an error that nobody foresaw.
 *
 * @param {unknown} error
 */
export function logError(error) {
  if (!(error instanceof Error)) process.stderr.write(`\n${error}\n`);
  // By its name: what is loaded as TypeScript has a class of its own.
  else process.stderr.write(`\n${error.name === "CliError" ? error.message : error.stack}\n`);
}

/**
 * Runs a script's main function. Where it throws, says why; the exit code is then 1.
 *
 * @param {() => Promise<void>} main
 */
export async function runScript(main) {
  try {
    await main();
  } catch (error) {
    logError(error);
    process.exitCode = 1;
  }
}
