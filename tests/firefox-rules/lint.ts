import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CliError, log, PROJECT, runScript } from "../../scripts/run.mjs";
import { FIREFOX_BUILD } from "../support/builds.ts";
import { type Finding, judgeFindings } from "./judge-findings.ts";

/** The linter's report on a build, with its findings one by one, is far below this. */
const MAX_REPORT_BYTES = 64 * 1024 * 1024;

/** Checks the production build with the linter of Firefox's store. It has to be built before. */
await runScript(async () => {
  const folder = join(PROJECT, FIREFOX_BUILD);
  const { problems, excused } = judgeFindings(await lint(folder), (finding) => codeAt(folder, finding));
  for (const line of excused) log(`let pass: ${line}`);
  if (problems.length > 0) throw new CliError(problems.join("\n"));
  log("The build keeps the rules of Firefox's store.");
});

/** Its errors and warnings. */
async function lint(folder: string): Promise<Finding[]> {
  // The linter behind `web-ext lint`, without the rest of web-ext.
  const linter = fileURLToPath(import.meta.resolve("addons-linter/bin/addons-linter"));
  const options = { maxBuffer: MAX_REPORT_BYTES };
  const report = await new Promise<string>((resolve) => {
    // What it finds is in its output, and its exit code says no more.
    execFile(process.execPath, [linter, "--output", "json", folder], options, (_error, stdout, stderr) => {
      resolve(stdout === "" ? stderr : stdout);
    });
  });
  try {
    const { errors, warnings } = JSON.parse(report) as { errors: Finding[]; warnings: Finding[] };
    return [...errors, ...warnings];
  } catch {
    throw new CliError(`The linter did not work:\n${report}`);
  }
}

/** The code that begins where a finding points to; nothing where it has no place. */
function codeAt(folder: string, { file, line, column }: Finding): string {
  if (file === undefined || line === undefined || column === undefined) return "";
  const lines = readFileSync(join(folder, file), "utf8").split("\n");
  return lines[line - 1]?.slice(column - 1) ?? "";
}
