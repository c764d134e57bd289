import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The project's folder. */
export const ROOT = join(import.meta.dirname, "..");

/** Folders whose files are ours. */
const FOLDERS = ["entrypoints", "src", "scripts", "tests"];

export interface SourceFile {
  /** From the root, with `/`. */
  path: string;
  text: string;
}

/** Every source file and style sheet, the tests' own included. */
export const files: SourceFile[] = FOLDERS.filter((folder) => existsSync(join(ROOT, folder)))
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((name) => `${folder}/${name}`),
  )
  .concat(readdirSync(ROOT))
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => /\.(?:tsx?|mjs|css)$/.test(path) && !path.includes("node_modules"))
  .map((path) => ({ path, text: readFileSync(join(ROOT, path), "utf8") }));

/** Whether a file, by its path, is there for the tests alone. */
export const isTest = (path: string) => /\.(?:test|spec|test-tools)\.tsx?$/.test(path) || path.startsWith("tests/");

/** What goes into the extension. */
export const shipped = files.filter(({ path }) => /^(?:src|entrypoints)\//.test(path) && !isTest(path));
