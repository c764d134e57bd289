import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installChromium } from "./install-chromium.mjs";
import { installDisplay } from "./install-display.mjs";
import { installFirefox } from "./install-firefox.mjs";
import { installDependencies } from "./install-dependencies.mjs";
import { chooseGroups } from "./test-arguments.mjs";
import { addCounts, countPlaywright, countVitest } from "./test-counts.mjs";
import { logError, PROJECT, runNpm, runTool, log } from "./run.mjs";

/**
 * @typedef {import("./test-counts.mjs").Counts} Counts
 * @typedef {{ heading: string, group: string, needs?: readonly string[], run: (results: string) => Promise<Counts> }} Step
 */

/**
 * A check of package.json, without tests of its own: it counts only where it fails.
 *
 * @param {string} script its name there
 * @returns {Promise<Counts>}
 */
async function check(script) {
  return countCheck(await runNpm(["run", "--silent", script]));
}

/**
 * @param {number} exitCode
 * @returns {Counts}
 */
function countCheck(exitCode) {
  return { passed: 0, failed: exitCode === 0 ? 0 : 1 };
}

/** Where failed end-to-end tests leave their traces and pictures. */
const EVIDENCE = `What failed left pictures, what the browser said, and a trace in ${join(PROJECT, "test-results")}.
A trace is opened with: npx playwright show-trace FILE`;

/** The long-running tests wait for minutes, and would keep one of the few workers from the others so long. */
const BESIDE_EACH_OTHER = [["--project=long-running"], ["--project=chromium*", "--project=firefox*"]];

/**
 * @param {string} file where its report goes
 * @param {readonly string[]} runArguments
 * @returns {Promise<Counts>}
 */
async function runPlaywright(file, runArguments) {
  const environment = { PLAYWRIGHT_JSON_OUTPUT_FILE: file };
  const testArguments = ["test", "--reporter=list,json", ...runArguments];
  const code = await runTool("@playwright/test", "playwright", testArguments, environment);
  return countPlaywright(await readJson(file), code);
}

/**
 * The steps in order. One that fails does not stop the others, except those that need it.
 *
 * @param {readonly string[]} extra arguments for the test runner
 * @returns {Step[]}
 */
function makeSteps(extra) {
  return [
    { heading: "Types", group: "static", run: () => check("typecheck") },
    { heading: "Lint, format, unused code", group: "static", run: () => check("lint") },
    {
      heading: "Unit tests",
      group: "unit",
      async run(results) {
        const file = join(results, "vitest.json");
        const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
        const code = await runTool("vitest", "vitest", ["run", ...reporters, ...extra]);
        return countVitest(await readJson(file), code);
      },
    },
    {
      heading: "Browsers",
      group: "e2e",
      async run() {
        process.env.CHROMIUM_PATH = await installChromium();
        process.env.FIREFOX_PATH = await installFirefox();
        await installDisplay();
        return { passed: 0, failed: 0 };
      },
    },
    { heading: "Build", group: "e2e", run: () => check("build") },
    { heading: "Build for Firefox", group: "e2e", run: () => check("build:firefox") },
    { heading: "Firefox's rules", group: "e2e", needs: ["Build for Firefox"], run: () => check("lint:firefox") },
    { heading: "Build with a proxy", group: "e2e", run: () => check("build:proxy") },
    {
      heading: "End-to-end tests",
      group: "e2e",
      needs: ["Browsers", "Build", "Build for Firefox", "Build with a proxy"],
      async run(results) {
        const runs = extra.length > 0 ? [extra] : BESIDE_EACH_OTHER;
        const counts = await Promise.all(
          runs.map((runArguments, index) => runPlaywright(join(results, `playwright-${index}.json`), runArguments)),
        );
        const sum = counts.reduce(addCounts);
        if (sum.failed > 0) log(EVIDENCE);
        return sum;
      },
    },
  ];
}

/** @returns {Promise<Counts>} */
async function runTests() {
  const { groups, extra } = chooseGroups(process.argv.slice(2));
  await installDependencies();
  const results = await mkdtemp(join(tmpdir(), "sidenote-tests-"));
  try {
    return await runSteps(
      makeSteps(extra).filter(({ group }) => group === "all" || groups.has(group)),
      results,
    );
  } finally {
    await rm(results, { recursive: true, force: true });
  }
}

/** The last line says how it went, whatever happened. */
async function main() {
  const { passed, failed } = await orComplain(runTests);
  process.exitCode = failed === 0 ? 0 : 1;
  log(`\n${passed} passed, ${failed} failed`);
}

await main();

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
 * @param {readonly Step[]} steps
 * @param {string} results a folder for the test runners' reports
 * @returns {Promise<Counts>}
 */
async function runSteps(steps, results) {
  /** @type {string[]} */
  const summary = [];
  const failed = new Set();
  let total = { passed: 0, failed: 0 };
  for (const { heading, needs = [], run } of steps) {
    const missing = needs.find((need) => failed.has(need));
    if (missing !== undefined) {
      summary.push(`- ${heading}: not run, because "${missing}" failed`);
      failed.add(heading);
      continue;
    }
    log(`\n=== ${heading} ===`);
    const start = performance.now();
    const counts = await orComplain(() => run(results));
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    const tests = counts.passed > 0 ? `, ${counts.passed} passed` : "";
    const line = `${heading}: ${counts.failed === 0 ? "well" : `${counts.failed} failed`}${tests} (${seconds} s)`;
    log(line);
    summary.push(`- ${line}`);
    if (counts.failed > 0) failed.add(heading);
    total = addCounts(total, counts);
  }
  log(`\n${summary.join("\n")}`);
  return total;
}

/**
 * @param {string} file
 * @returns {Promise<unknown>} undefined where there is no report, because the runner did not come so far
 */
async function readJson(file) {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch {
    return undefined;
  }
}
