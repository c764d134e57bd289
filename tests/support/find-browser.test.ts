import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CHROMIUM, findBrowsers, findCommand, FIREFOX } from "./find-browser.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sidenote-browsers-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function writeProgram(name: string, mode = 0o755): string {
  const program = join(folder, name);
  mkdirSync(dirname(program), { recursive: true });
  writeFileSync(program, "", { mode });
  return program;
}

describe.each([CHROMIUM, FIREFOX])("findBrowsers for $name", (kind) => {
  it("takes the one that the person has named instead of all others", () => {
    const environment = { [kind.variable]: "/opt/mine", PATH: folder };
    expect(findBrowsers(kind, environment, "linux")).toEqual(["/opt/mine"]);
  });

  it("looks for every program in the path, in its order, since the first may be too old", () => {
    const [name = "", otherName = ""] = kind.commands;
    writeProgram("other-browser");
    writeProgram(join("first", otherName), 0o644);
    expect(findBrowsers(kind, { PATH: `${folder}:${join(folder, "first")}` }, "linux")).toEqual([]);
    const programs = [writeProgram(otherName), writeProgram(join("second", name))];
    const path = `/missing:${folder}:${join(folder, "second")}`;
    expect(findBrowsers(kind, { PATH: path, [kind.variable]: "" }, "linux")).toEqual(programs);
  });

  it("looks where macOS and Windows keep it", () => {
    const onMac = writeProgram(join("Applications", kind.macProgram));
    expect(findBrowsers(kind, { HOME: folder }, "darwin")).toContain(onMac);
    const onWindows = writeProgram(kind.windowsProgram, 0o644);
    expect(findBrowsers(kind, { PROGRAMFILES: folder }, "win32")).toEqual([onWindows]);
  });
});

describe("findCommand", () => {
  it("finds what can be run in the path", () => {
    expect(findCommand("tool", { PATH: folder }, "linux")).toBeUndefined();
    const program = writeProgram("tool");
    expect(findCommand("tool", { PATH: folder }, "linux")).toBe(program);
  });
});
