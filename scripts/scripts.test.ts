import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { chromiumArguments, findChromium, findChromiums } from "./chromium.mjs";
import { findFirefoxes } from "./firefox.mjs";
import { EXCEPTIONS, judgeFindings } from "./firefox-rules.mjs";
import { areInstalled } from "./install-dependencies.mjs";
import { chooseGroups } from "./test-arguments.mjs";
import { addCounts, countPlaywright, countVitest } from "./test-counts.mjs";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sidenote-scripts-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("areInstalled", () => {
  function write(wanted: object, installed: object | undefined): void {
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

describe("findChromium", () => {
  it("takes CHROMIUM_PATH before all others", () => {
    expect(findChromium({ CHROMIUM_PATH: "/opt/mine", PATH: folder }, "linux")).toBe("/opt/mine");
  });

  it("looks for programs in the path, in its order", () => {
    expect(findChromium({ PATH: folder }, "linux")).toBeUndefined();
    const program = join(folder, "chromium-browser");
    writeFileSync(program, "");
    chmodSync(program, 0o755);
    expect(findChromium({ PATH: `/missing:${folder}`, CHROMIUM_PATH: "" }, "linux")).toBe(program);
    const second = join(folder, "second");
    mkdirSync(second);
    writeFileSync(join(second, "chromium"), "");
    chmodSync(join(second, "chromium"), 0o755);
    expect(findChromiums({ PATH: `${folder}:${second}` }, "linux")).toEqual([program, join(second, "chromium")]);
  });
});

describe("findFirefoxes", () => {
  it("takes FIREFOX_PATH instead of all others", () => {
    expect(findFirefoxes({ FIREFOX_PATH: "/opt/mine", PATH: folder }, "linux")).toEqual(["/opt/mine"]);
  });

  it("looks for every program in the path, since the first may be too old", () => {
    expect(findFirefoxes({ PATH: folder }, "linux")).toEqual([]);
    const programs = ["firefox", "firefox-esr"].map((name) => join(folder, name));
    for (const program of programs) writeFileSync(program, "", { mode: 0o755 });
    writeFileSync(join(folder, "chromium"), "", { mode: 0o755 });
    expect(findFirefoxes({ PATH: `/missing:${folder}`, FIREFOX_PATH: "" }, "linux")).toEqual(programs);
  });

  it("looks where Windows keeps it", () => {
    const program = join(folder, "Mozilla Firefox", "firefox.exe");
    mkdirSync(dirname(program));
    writeFileSync(program, "");
    expect(findFirefoxes({ PROGRAMFILES: folder }, "win32")).toEqual([program]);
  });
});

describe("judgeFindings", () => {
  const finding = { code: "UNSAFE_VAR_ASSIGNMENT", message: "Unsafe", file: "a.js", line: 1, column: 7 };
  const exception = { code: "UNSAFE_VAR_ASSIGNMENT", place: /^e\.innerHTML=/, reason: "a library's" };

  it("lets pass what is named, and nothing else", () => {
    expect(judgeFindings([finding], () => "e.innerHTML=t", [exception])).toEqual({
      problems: [],
      excused: ["a.js:1:7 UNSAFE_VAR_ASSIGNMENT: a library's"],
    });
    expect(judgeFindings([{ code: "OTHER", message: "Bad" }], () => "e.innerHTML=t", []).problems).toEqual([
      "the whole:0:0 OTHER: Bad",
    ]);
    expect(judgeFindings([finding], () => "view.outerHTML=t", [exception]).problems).toHaveLength(2);
  });

  it("tells of an exception that nothing needs any more", () => {
    expect(judgeFindings([], () => "").problems).toHaveLength(EXCEPTIONS.length);
  });
});

describe("chromiumArguments", () => {
  it("maps the hosts and trusts the certificate of the practice site alone", () => {
    const practiceSite = { port: 4321, certificateHash: "hash=" };
    const programArguments = chromiumArguments({ extension: "/build", practiceSite });
    expect(programArguments).toContain("--load-extension=/build");
    expect(programArguments).toContain("--ignore-certificate-errors-spki-list=hash=");
    expect(programArguments).toContain(
      "--host-resolver-rules=MAP chatgptt.me:443 127.0.0.1:4321,MAP practice.sidenote.test:443 127.0.0.1:4321,MAP other.sidenote.test:443 127.0.0.1:4321",
    );
  });

  it("leaves the network as it is without one", () => {
    expect(chromiumArguments({ extension: "/build" }).join(" ")).not.toMatch(/resolver|certificate/);
  });

  it("lets an extension be loaded later where none is named", () => {
    expect(chromiumArguments({ extension: "/build" })).not.toContain("--enable-unsafe-extension-debugging");
    expect(chromiumArguments({})).toContain("--enable-unsafe-extension-debugging");
    expect(chromiumArguments({}).join(" ")).not.toMatch(/load-extension/);
  });
});

describe("chooseGroups", () => {
  it("runs everything, or what is named, and hands the rest on", () => {
    expect(chooseGroups([])).toEqual({ groups: new Set(["static", "unit", "e2e"]), extra: [] });
    expect(chooseGroups(["--e2e", "-g", "panel"])).toEqual({ groups: new Set(["e2e"]), extra: ["-g", "panel"] });
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
