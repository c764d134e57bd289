import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { log } from "./run.mjs";

/**
 * All files in a folder and its folders.
 *
 * @param {string} folder
 * @param {(name: string) => boolean} [leftOut] whether to leave out a file, or a folder with all that is in it, by its
 *   name
 * @returns {string[]} their paths in the folder, with `/`
 */
export function listFiles(folder, leftOut = () => false) {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !leftOut(name))
    .flatMap((entry) =>
      entry.isDirectory()
        ? listFiles(join(folder, entry.name), leftOut).map((name) => `${entry.name}/${name}`)
        : [entry.name],
    );
}

/**
 * The files that a project is built from: what git keeps, or, where it was unpacked without git, all that `.gitignore`
 * does not name. Of the patterns, names and `*` at the beginning of a name are understood.
 *
 * @param {string} project its folder
 * @returns {string[]} their paths in the folder, with `/`
 */
export function listSources(project) {
  if (existsSync(join(project, ".git"))) {
    const unknown = askGit(project, ["--others", "--exclude-standard"]);
    if (unknown.length > 0) log(`Left out of the sources, because git does not keep them: ${unknown.join(", ")}`);
    // Git still knows a file that was removed and not committed.
    return askGit(project, ["--cached"]).filter((name) => existsSync(join(project, name)));
  }
  const ignored = readFileSync(join(project, ".gitignore"), "utf8")
    .split("\n")
    .map((line) => line.trim().replace(/\/$/, ""))
    .filter((line) => line !== "");
  return listFiles(project, (name) =>
    ignored.some((pattern) => (pattern.startsWith("*") ? name.endsWith(pattern.slice(1)) : name === pattern)),
  );
}

/**
 * @param {string} project
 * @param {readonly string[]} options of `git ls-files`
 * @returns {string[]}
 */
function askGit(project, options) {
  const names = execFileSync("git", ["ls-files", "-z", ...options], { cwd: project, encoding: "utf8" });
  return names.split("\0").filter((name) => name !== "");
}
