import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chooseChecks } from "./choose-checks.mjs";
import { installDependencies } from "./install-dependencies.mjs";
import { importSupport, log, logError, PROJECT, runNpm } from "./run.mjs";
import { addCounts, countPlaywright, countVitest } from "./test-counts.mjs";

/**
 * @typedef {import("./test-counts.mjs").Counts} Counts
 * @typedef {{ results: string, extra: readonly string[] }} Options a folder for reports, and arguments for the test runner
 */

/** Where failed end-to-end tests leave their traces and pictures. */
const EVIDENCE = `What failed left pictures, what the browser said, and a trace in ${join(PROJECT, "test-results")}.
A trace is opened with: npx playwright show-trace FILE`;

/** The long-running tests wait for minutes, and would keep one of the few workers from the others so long. */
const BESIDE_EACH_OTHER = [["--project=long-running"], ["--project=chromium*", "--project=firefox*"]];

/**
 * The checks that are more than their script in package.json.
 *
 * @type {Readonly<Record<string, ((options: Options) => Promise<Counts>) | undefined>>}
 */
const RUNS = { "test:unit": runVitest, browsers: installBrowsers, "test:e2e": runAllPlaywright };

// The last line says how it went, whatever happened.
const { passed, failed } = await orComplain(runTests);
process.exitCode = failed === 0 ? 0 : 1;
log(`\n${passed} passed, ${failed} failed`);

/** @returns {Promise<Counts>} */
async function runTests() {
  const { checks, extra } = chooseChecks(process.argv.slice(2));
  await installDependencies();
  const results = await mkdtemp(join(tmpdir(), "sidenote-tests-"));
  try {
    return await runChecks(checks, { results, extra });
  } finally {
    await rm(results, { recursive: true, force: true });
  }
}

/**
 * @param {readonly import("./choose-checks.mjs").Check[]} checks
 * @param {Options} options
 * @returns {Promise<Counts>}
 */
async function runChecks(checks, options) {
  /** @type {string[]} */
  const summary = [];
  const unwell = new Set();
  let total = { passed: 0, failed: 0 };
  for (const { name, needs = [] } of checks) {
    const missing = needs.find((need) => unwell.has(need));
    if (missing !== undefined) {
      summary.push(`- ${name}: not run, because "${missing}" failed`);
      unwell.add(name);
      continue;
    }
    log(`\n=== ${name} ===`);
    const start = performance.now();
    const counts = await orComplain(async () => RUNS[name]?.(options) ?? countCheck(name));
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    const tests = counts.passed > 0 ? `, ${counts.passed} passed` : "";
    const line = `${name}: ${counts.failed === 0 ? "well" : `${counts.failed} failed`}${tests} (${seconds} s)`;
    log(line);
    summary.push(`- ${line}`);
    if (counts.failed > 0) unwell.add(name);
    total = addCounts(total, counts);
  }
  log(`\n${summary.join("\n")}`);
  return total;
}

/**
 * @param {() => Promise<Counts>} work
 * @returns {Promise<Counts>} one failure where it threw
 */
async function orComplain(work) {
  try {
    return await work();
  } catch (error) {
    logError(error);
    return { passed: 0, failed: 1 };
  }
}

/**
 * @param {string} name a script of package.json
 * @param {readonly string[]} [scriptArguments]
 * @param {NodeJS.ProcessEnv} [environment]
 * @returns {Promise<number>} its exit code
 */
function runByName(name, scriptArguments = [], environment) {
  return runNpm(["run", "--silent", name, "--", ...scriptArguments], environment);
}

/** @param {string} name */
async function countCheck(name) {
  return { passed: 0, failed: (await runByName(name)) === 0 ? 0 : 1 };
}

/** @param {Options} options */
async function runVitest({ results, extra }) {
  const file = join(results, "vitest.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  // Else one core is left to the runner, which has little to do.
  const workers = extra.some((each) => each.startsWith("--maxWorkers")) ? [] : ["--maxWorkers=100%"];
  const code = await runByName("test:unit", [...reporters, ...workers, ...extra]);
  return countVitest(await readJson(file), code);
}

async function installBrowsers() {
  /** @type {typeof import("../tests/support/install-all.ts")} */
  const { installAll } = await importSupport("install-all.ts");
  Object.assign(process.env, await installAll());
  return { passed: 0, failed: 0 };
}

/** @param {Options} options */
async function runAllPlaywright({ results, extra }) {
  const runs = extra.length > 0 ? [extra] : BESIDE_EACH_OTHER;
  const counts = await Promise.all(
    runs.map(async (runArguments, index) => {
      const file = join(results, `playwright-${index}.json`);
      const environment = { PLAYWRIGHT_JSON_OUTPUT_FILE: file };
      const code = await runByName("test:e2e", ["--reporter=list,json", ...runArguments], environment);
      return countPlaywright(await readJson(file), code);
    }),
  );
  const sum = counts.reduce(addCounts);
  if (sum.failed > 0) log(EVIDENCE);
  return sum;
}

/**
 * @param {string} file
 * @returns {Promise<any>} undefined where there is no report, because the runner did not come so far
 */
async function readJson(file) {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch {
    return undefined;
  }
}
