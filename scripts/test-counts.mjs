/** @typedef {{ passed: number, failed: number }} Counts */
/** @typedef {{ status: string, assertionResults: { status: string }[] }} VitestFile */

/**
 * Counts the tests in vitest's JSON report. A file that could not be loaded counts as one failed test; so does a run
 * that failed for no reason in the report, or that left none.
 *
 * @param {{ numPassedTests?: number, testResults?: VitestFile[] } | undefined} report
 * @param {number} exitCode
 * @returns {Counts}
 */
export function countVitest(report, exitCode) {
  const { numPassedTests = 0, testResults = [] } = report ?? {};
  const failed = testResults.reduce((sum, { status, assertionResults }) => {
    const inFile = assertionResults.filter((test) => test.status === "failed").length;
    return sum + (status === "failed" ? Math.max(1, inFile) : inFile);
  }, 0);
  return withExitCode({ passed: numPassedTests, failed }, exitCode);
}

/**
 * Counts the tests in Playwright's JSON report. A test that passed only when repeated counts as passed. Errors outside
 * tests count as one failed test each.
 *
 * @param {{ stats?: { expected?: number, unexpected?: number, flaky?: number }, errors?: unknown[] } | undefined} report
 * @param {number} exitCode
 * @returns {Counts}
 */
export function countPlaywright(report, exitCode) {
  const { stats = {}, errors = [] } = report ?? {};
  const { expected = 0, unexpected = 0, flaky = 0 } = stats;
  return withExitCode({ passed: expected + flaky, failed: unexpected + errors.length }, exitCode);
}

/** @type {(first: Counts, second: Counts) => Counts} */
export function addCounts(first, second) {
  return { passed: first.passed + second.passed, failed: first.failed + second.failed };
}

/** @type {(counts: Counts, exitCode: number) => Counts} */
function withExitCode({ passed, failed }, exitCode) {
  return { passed, failed: exitCode !== 0 && failed === 0 ? 1 : failed };
}
