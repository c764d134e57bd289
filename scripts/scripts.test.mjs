import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CHECKS, chooseChecks } from "./choose-checks.mjs";
import { areInstalled } from "./install-dependencies.mjs";
import { PROJECT } from "./run.mjs";
import { addCounts, countPlaywright, countVitest } from "./test-counts.mjs";

/** @type {string} */
let folder;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sidenote-scripts-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("areInstalled", () => {
  /**
   * @param {object} wanted
   * @param {object | undefined} installed
   */
  function write(wanted, installed) {
    writeFileSync(join(folder, "package-lock.json"), JSON.stringify({ packages: { "": {}, ...wanted } }));
    if (installed === undefined) return;
    mkdirSync(join(folder, "node_modules"));
    writeFileSync(join(folder, "node_modules", ".package-lock.json"), JSON.stringify({ packages: installed }));
  }

  it("says no without node_modules", () => {
    write({}, undefined);
    expect(areInstalled(folder)).toBe(false);
  });

  it("says no where a package is missing or another version", () => {
    write({ a: { version: "1.0.0" }, b: { version: "2.0.0" } }, { a: { version: "1.0.0" } });
    expect(areInstalled(folder)).toBe(false);
    writeFileSync(join(folder, "package-lock.json"), JSON.stringify({ packages: { a: { version: "1.0.1" } } }));
    expect(areInstalled(folder)).toBe(false);
  });

  it("says yes where only what is for other systems is missing", () => {
    write({ a: { version: "1.0.0" }, b: { version: "2.0.0", optional: true } }, { a: { version: "1.0.0" } });
    expect(areInstalled(folder)).toBe(true);
  });
});

describe("chooseChecks", () => {
  it("runs everything, or the groups that are named, and hands the rest on", () => {
    expect(chooseChecks([])).toEqual({ checks: CHECKS, extra: [] });
    const { checks, extra } = chooseChecks(["--static", "--unit", "-g", "panel"]);
    expect(checks.map(({ name }) => name)).toEqual(["typecheck", "lint", "test:unit"]);
    expect(extra).toEqual(["-g", "panel"]);
  });

  it("names what package.json holds, and needs what runs before", () => {
    const { scripts } = JSON.parse(readFileSync(join(PROJECT, "package.json"), "utf8"));
    const names = CHECKS.map(({ name }) => name);
    expect(names.filter((name) => !(name in scripts))).toEqual(["browsers"]);
    for (const [index, { needs = [] }] of CHECKS.entries())
      expect(names.slice(0, index)).toEqual(expect.arrayContaining([...needs]));
  });
});

describe("counts", () => {
  it("of vitest: a file that does not load is one failure", () => {
    const testResults = [
      { status: "failed", assertionResults: [] },
      { status: "failed", assertionResults: [{ status: "failed" }, { status: "failed" }, { status: "passed" }] },
    ];
    expect(countVitest({ numPassedTests: 1, testResults }, 1)).toEqual({ passed: 1, failed: 3 });
    expect(countVitest(undefined, 1)).toEqual({ passed: 0, failed: 1 });
  });

  it("of Playwright: errors outside tests are failures", () => {
    const stats = { expected: 5, unexpected: 1, flaky: 1 };
    expect(countPlaywright({ stats, errors: [] }, 1)).toEqual({ passed: 6, failed: 1 });
    expect(countPlaywright({ stats: {}, errors: [{}] }, 1)).toEqual({ passed: 0, failed: 1 });
    expect(countPlaywright({ stats: { expected: 2 }, errors: [] }, 1)).toEqual({ passed: 2, failed: 1 });
  });

  it("add up", () => {
    expect(addCounts({ passed: 1, failed: 2 }, { passed: 3, failed: 4 })).toEqual({ passed: 4, failed: 6 });
  });
});
