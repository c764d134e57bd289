import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
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
 * Runs a tool of an installed package, without a shell and so alike on every system.
 *
 * @param {string} packageName
 * @param {string} tool its name in the package's `bin`
 * @param {readonly string[]} toolArguments
 * @param {NodeJS.ProcessEnv} [environment]
 */
export function runTool(packageName, tool, toolArguments, environment) {
  const folder = join(PROJECT, "node_modules", packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = typeof bin === "string" ? bin : bin[tool];
  return run(process.execPath, [join(folder, file), ...toolArguments], environment);
}

/**
 * Runs npm: the one that started this script, or else the one in the path.
 *
 * @param {readonly string[]} npmArguments
 */
export function runNpm(npmArguments) {
  const script = process.env.npm_execpath;
  if (script !== undefined && /npm-cli\.[cm]?js$/.test(script)) return run(process.execPath, [script, ...npmArguments]);
  return run(process.platform === "win32" ? "npm.cmd" : "npm", npmArguments);
}

/** What a script cannot go on after; its message is a sentence for the person who ran it. */
export class CliError extends Error {}

/**
 * Says a line about what the script does.
 *
 * @param {string} line
 */
export function log(line) {
  process.stdout.write(`${line}\n`);
}

/**
 * Says why something could not be done: the sentence of a `CliError`, or all that is known of an error that nobody foresaw.
 *
 * @param {unknown} error
 */
export function logError(error) {
  const known = error instanceof Error && !(error instanceof CliError) ? error.stack : undefined;
  process.stderr.write(`\n${known ?? (error instanceof Error ? error.message : String(error))}\n`);
}

/**
 * Runs a script's main function; a `CliError` ends it with its sentence and exit code 1.
 *
 * @param {() => Promise<void>} main
 */
export async function runScript(main) {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    logError(error);
    process.exitCode = 1;
  }
}
