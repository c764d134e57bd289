import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CHROMIUM_BUILD } from "./chromium.mjs";
import { FIREFOX_BUILD } from "./firefox.mjs";
import { installDependencies } from "./install-dependencies.mjs";
import { listFiles, listSources } from "./list-files.mjs";
import { PROJECT, runScript, runTool, log, CliError } from "./run.mjs";

/** What a person downloads; a build that needs more has taken in something by mistake. */
const MAX_BYTES = 500_000;

/** Writes the packages for both stores, and the sources that Firefox's reviewers build theirs from. */
await runScript(async () => {
  await installDependencies();
  for (const browser of ["chrome", "firefox"]) {
    const code = await runTool("wxt", "wxt", ["build", "--browser", browser]);
    if (code !== 0) throw new CliError(`The extension could not be built for ${browser}; see above.`);
  }
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
