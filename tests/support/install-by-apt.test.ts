import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

/** A busy machine takes its time to start programs. */
const START_TIMEOUT_MS = 60_000;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sidenote-apt-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function writeProgram(name: string, script: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

/** All that is said while packages are installed, on a machine that has no other programs than those of the folder. */
async function install(...names: string[]): Promise<string[]> {
  const script = `
    import { createJiti } from "jiti";
    const { installByApt } = await createJiti(process.cwd() + "/").import("./tests/support/install-by-apt.ts");
    console.log("installed: " + (await installByApt(${JSON.stringify(names)})));`;
  const programArguments = ["--input-type=module", "--eval", script];
  const { stdout } = await promisify(execFile)(process.execPath, programArguments, { env: { PATH: folder } });
  return stdout.trim().split("\n");
}

describe("installByApt", { timeout: START_TIMEOUT_MS }, () => {
  it("says what it installs, and with which commands, before it runs them", async () => {
    writeProgram("sudo", 'while [ "$1" != true ] && [ "$1" != apt-get ]; do shift; done; "$@"');
    writeProgram("apt-get", 'echo "apt-get runs: $*"');
    const prefix = process.getuid?.() === 0 ? "" : "sudo -n ";
    expect(await install("xvfb", "xdotool")).toEqual([
      "Installing xvfb and xdotool with:",
      `  ${prefix}apt-get update -q`,
      `  ${prefix}apt-get install -q -y --no-install-recommends xvfb xdotool`,
      "apt-get runs: update -q",
      "apt-get runs: install -q -y --no-install-recommends xvfb xdotool",
      "installed: true",
    ]);
  });

  it("goes on where the lists are old, and tells when a package is not to be had", async () => {
    writeProgram("sudo", 'while [ "$1" != true ] && [ "$1" != apt-get ]; do shift; done; "$@"');
    writeProgram("apt-get", '[ "$1" = install ]');
    expect((await install("chromium")).at(-1)).toBe("installed: true");
    writeProgram("apt-get", "exit 100");
    expect((await install("chromium")).at(-1)).toBe("installed: false");
  });

  it("says nothing where there is no apt-get", async () => {
    expect(await install("chromium")).toEqual(["installed: false"]);
  });
});
