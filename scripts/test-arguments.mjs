/** The groups of steps that can be asked for by name; without a name, all run. */
const GROUPS = ["static", "unit", "e2e"];

/**
 * Reads the arguments after `npm test --`: `--static`, `--unit` and `--e2e` run that group alone, and everything else
 * is handed on to the test runner, as in `npm test -- --unit src/providers`.
 *
 * @param {readonly string[]} programArguments
 * @returns {{ groups: Set<string>, extra: string[] }}
 */
export function chooseGroups(programArguments) {
  const named = GROUPS.filter((group) => programArguments.includes(`--${group}`));
  const extra = programArguments.filter((each) => !GROUPS.some((group) => each === `--${group}`));
  return { groups: new Set(named.length === 0 ? GROUPS : named), extra };
}
