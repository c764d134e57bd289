import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { CliError, log, PROJECT } from "../../../scripts/run.mjs";
import { findCommand } from "../find-browser.ts";
import { installByApt } from "../install-by-apt.ts";

/** Where the server is kept. Deleting the folder has it downloaded again. */
const CACHE = join(PROJECT, "node_modules/.cache/llama-server");

/** Debian's stable releases do not have llama.cpp, so it comes from unstable, with every library that it loads. */
const PACKAGES = [
  "llama.cpp-tools",
  "libllama0",
  "libggml0",
  "libc6",
  "libgcc-s1",
  "libgomp1",
  "libssl3t64",
  "libstdc++6",
  "libzstd1",
  "zlib1g",
];

const ARCHIVE = "http://deb.debian.org/debian/";

/** Comes with a package of the same name, also on Ubuntu. apt takes nothing that is not signed by one of its keys. */
const KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg";

const runProgram = promisify(execFile);

/**
 * Downloads llama.cpp's server and unpacks it, unless it is there: 12.5 MB of Debian's packages, and 10.8 MB of lists.
 * Nothing is installed: apt gets a configuration and lists of its own.
 *
 * @returns the folder that stands for `/`
 * @throws CliError where it cannot be had here
 */
export async function fetchLlamaServer(): Promise<string> {
  const root = join(CACHE, "root");
  if (existsSync(root)) return root;
  if (process.platform !== "linux" || process.arch !== "x64")
    throw new CliError("llama-server is fetched for Linux on x64 alone.");
  if (findCommand("apt-get") === undefined || findCommand("dpkg") === undefined)
    throw new CliError("llama-server is fetched by apt-get, which is not here.");
  if (!existsSync(KEYRING)) await installByApt(["debian-archive-keyring"]);
  log(`Downloading llama-server of Debian unstable into ${CACHE}`);
  // Several test files may do this at once. The first that is ready wins.
  const folder = join(CACHE, `fetching-${process.pid}`);
  try {
    await unpackInto(folder);
    await rename(join(folder, "root"), root);
  } catch (error) {
    if (!existsSync(root)) throw new CliError(`llama-server could not be downloaded: ${error}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return root;
}

async function unpackInto(folder: string): Promise<void> {
  const packages = join(folder, "packages");
  const configuration = join(folder, "apt.conf");
  const folders = ["root", "packages", "state/lists/partial", "cache/archives/partial"];
  await Promise.all(folders.map((name) => mkdir(join(folder, name), { recursive: true })));
  await writeFile(
    join(folder, "sources.list"),
    `deb [signed-by=${KEYRING} arch=amd64] ${await debianArchive()} unstable main\n`,
  );
  await writeFile(join(folder, "state/status"), "");
  await writeFile(configuration, writeConfiguration(folder));
  const options = { cwd: packages, env: { ...process.env, APT_CONFIG: configuration } };
  await runProgram("apt-get", ["update", "-q", "--error-on=any"], options);
  await runProgram("apt-get", ["download", "-q", ...PACKAGES], options);
  for (const file of await readdir(packages)) await runProgram("dpkg", ["-x", file, join(folder, "root")], options);
}

/** The archive that this machine takes Debian's packages from: perhaps a mirror that is nearer, or the only one it reaches. */
async function debianArchive(): Promise<string> {
  const targets = ["indextargets", "--format", "$(REPO_URI)", "Created-By: Packages"];
  const { stdout } = await runProgram("apt-get", targets);
  return stdout.split("\n").find((address) => /\/debian\/?$/.test(address)) ?? ARCHIVE;
}

function writeConfiguration(folder: string): string {
  const settings = {
    "Dir::Etc::SourceList": join(folder, "sources.list"),
    "Dir::Etc::SourceParts": "-",
    "Dir::State": join(folder, "state"),
    "Dir::State::Status": join(folder, "state/status"),
    "Dir::Cache": join(folder, "cache"),
    "Acquire::Languages": "none",
    // Its own user could not write into this folder.
    "APT::Sandbox::User": "root",
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name} "${value}";\n`)
    .join("");
}
