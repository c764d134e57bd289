/**
 * A check of package.json, by its name there. `browsers` has none: it only makes sure of the programs.
 *
 * @typedef {{ name: string, group: "static" | "unit" | "e2e", needs?: readonly string[] }} Check
 */

/**
 * All checks, in the order in which `npm test` runs them. One that fails does not stop the others, except those that
 * need it.
 *
 * @type {readonly Check[]}
 */
export const CHECKS = [
  { name: "typecheck", group: "static" },
  { name: "lint", group: "static" },
  { name: "test:unit", group: "unit" },
  { name: "browsers", group: "e2e" },
  { name: "build", group: "e2e" },
  { name: "build:firefox", group: "e2e" },
  { name: "lint:firefox", group: "e2e", needs: ["build:firefox"] },
  { name: "build:proxy", group: "e2e" },
  { name: "test:e2e", group: "e2e", needs: ["browsers", "build", "build:firefox", "build:proxy"] },
];

/**
 * Reads the arguments after `npm test --`: `--static`, `--unit` and `--e2e` run that group alone, and everything else
 * is handed on to the test runner, as in `npm test -- --unit src/providers`.
 *
 * @param {readonly string[]} programArguments
 * @returns {{ checks: Check[], extra: string[] }}
 */
export function chooseChecks(programArguments) {
  const groups = new Set(CHECKS.map(({ group }) => `--${group}`));
  const named = programArguments.filter((each) => groups.has(each));
  return {
    checks: CHECKS.filter(({ group }) => named.length === 0 || named.includes(`--${group}`)),
    extra: programArguments.filter((each) => !groups.has(each)),
  };
}
