import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listFiles, listSources } from "./list-files.mjs";
import { zipFiles } from "./zip.mjs";

/** @type {string} */
let folder;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sidenote-zip-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/**
 * @param {Readonly<Record<string, string>>} files
 * @param {{ mtime?: Date, mode?: number }} [options]
 */
function write(files, options = {}) {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(join(path, ".."), { recursive: true });
    rmSync(path, { force: true });
    writeFileSync(path, text, { mode: options.mode ?? 0o644 });
    if (options.mtime !== undefined) utimesSync(path, options.mtime, options.mtime);
  }
}

describe("zipFiles", () => {
  const files = { "manifest.json": "{}", "chunks/a.js": "a();", "ы.txt": "буквы" };
  const timeZone = process.env.TZ;
  afterEach(() => {
    if (timeZone === undefined) delete process.env.TZ;
    else process.env.TZ = timeZone;
  });

  it("gives the same bytes for the same files, whatever their times, rights and order", () => {
    process.env.TZ = "Asia/Tokyo";
    write(files, { mtime: new Date("2024-02-03T04:05:06Z") });
    const first = zipFiles(folder, listFiles(folder));
    process.env.TZ = "America/New_York";
    write(files, { mtime: new Date("2026-07-08T09:10:11Z"), mode: 0o600 });
    const second = zipFiles(folder, listFiles(folder).toReversed());
    expect(Buffer.from(second).equals(first)).toBe(true);
    write({ "manifest.json": "{ }" });
    expect(Buffer.from(zipFiles(folder, listFiles(folder))).equals(first)).toBe(false);
  });

  it("packs every file with its contents", () => {
    write(files);
    const unpacked = Object.entries(unzipSync(zipFiles(folder, listFiles(folder))));
    expect(Object.fromEntries(unpacked.map(([name, bytes]) => [name, strFromU8(bytes)]))).toEqual(files);
  });
});

describe("listSources", () => {
  const sources = { ".gitignore": "node_modules\n.output/\n*.log\n", "package.json": "{}", "src/a.ts": "" };
  const rest = { "node_modules/b/b.js": "", ".output/c.zip": "", "src/d.log": "" };

  it("asks git, and leaves out what was removed", () => {
    write({ ...sources, ...rest, "gone.ts": "" });
    execFileSync("git", ["init", "-q"], { cwd: folder });
    execFileSync("git", ["add", "."], { cwd: folder });
    rmSync(join(folder, "gone.ts"));
    expect(listSources(folder).toSorted()).toEqual(Object.keys(sources).toSorted());
  });

  it("does without git, too", () => {
    write({ ...sources, ...rest });
    expect(listSources(folder).toSorted()).toEqual(Object.keys(sources).toSorted());
  });
});
