import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { installDependencies } from "./install-dependencies.mjs";
import { listFiles, listSources } from "./list-files.mjs";
import { CliError, importSupport, log, PROJECT, runNpm, runScript } from "./run.mjs";

/** What a person downloads; a build that needs more has taken in something by mistake. */
const MAX_BYTES = 500_000;

/** Writes the packages for both stores, and the sources that Firefox's reviewers build theirs from. */
await runScript(async () => {
  await installDependencies();
  for (const build of ["build", "build:firefox"]) {
    const code = await runNpm(["run", "--silent", build]);
    if (code !== 0) throw new CliError(`The extension could not be built (npm run ${build}); see above.`);
  }
  /** @type {typeof import("../tests/support/builds.ts")} */
  const { CHROMIUM_BUILD, FIREFOX_BUILD } = await importSupport("builds.ts");
  const packages = [
    await pack("chrome", join(PROJECT, CHROMIUM_BUILD), listFiles),
    await pack("firefox", join(PROJECT, FIREFOX_BUILD), listFiles),
  ];
  await pack("sources", PROJECT, listSources);
  const large = packages.filter(({ bytes }) => bytes > MAX_BYTES);
  if (large.length > 0)
    throw new CliError(`Larger than ${MAX_BYTES} bytes: ${large.map(({ name }) => name).join(", ")}`);
});

/**
 * @param {string} what
 * @param {string} folder
 * @param {(folder: string) => string[]} list
 * @returns {Promise<{ name: string, bytes: number }>}
 */
async function pack(what, folder, list) {
  // The dependencies may not have been there when this script began.
  const { zipFiles } = await import("./zip.mjs");
  const { version } = JSON.parse(readFileSync(join(PROJECT, "package.json"), "utf8"));
  const name = join(".output", `sidenote-${version}-${what}.zip`);
  const zip = zipFiles(folder, list(folder));
  writeFileSync(join(PROJECT, name), zip);
  log(`${name}: ${zip.length} bytes, sha256 ${createHash("sha256").update(zip).digest("hex")}`);
  return { name, bytes: zip.length };
}
