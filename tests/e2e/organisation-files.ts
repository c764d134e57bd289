import { execFileSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ExtensionBrowser } from "./extension-browser.ts";
import { EXTENSION_ID } from "./firefox/launch.ts";

/** Where Chromium looks for the policies of the machine, by the name that it was built with. */
const CHROMIUM_FOLDERS = ["/etc/chromium/policies", "/etc/opt/chrome/policies", "/etc/opt/chrome_for_testing/policies"];

/** The files by which an organisation sets its rules, for one browser alone: others on this machine do not see them. */
export interface OrganisationFiles {
  /** What the browser is started with. */
  readonly folder: string;
  /** Installs a file as `docs/organisations.md` has it, in place of the one before. */
  install(file: object): Promise<void>;
  remove(): Promise<void>;
}

/** Makes a folder in which no file is installed. */
export async function createOrganisationFiles(engine: ExtensionBrowser["engine"]): Promise<OrganisationFiles> {
  const folder = await mkdtemp(join(tmpdir(), "sidenote-organisation-"));
  const place = engine === "firefox" ? join(folder, ".mozilla", "managed-storage") : join(folder, "managed");
  await mkdir(place, { recursive: true });
  const name = engine === "firefox" ? `${EXTENSION_ID}.json` : "sidenote.json";
  return {
    folder,
    install: (file) => writeFile(join(place, name), JSON.stringify(file)),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Begins a file-system of its own in which the folders of policies are the given one. The overlay is only where they are missing. */
const OWN_FOLDERS = `
set -e
mount -t tmpfs tmpfs "$SIDENOTE_OVERLAY"
mkdir "$SIDENOTE_OVERLAY/upper" "$SIDENOTE_OVERLAY/work"
mount -t overlay overlay -o "lowerdir=/etc,upperdir=$SIDENOTE_OVERLAY/upper,workdir=$SIDENOTE_OVERLAY/work" /etc
for folder in ${CHROMIUM_FOLDERS.join(" ")}; do
  mkdir -p "$folder"
  mount --bind "$SIDENOTE_POLICIES" "$folder"
done
exec "$0" "$@"
`;

/** Whether a program can be given folders of policies of its own here: Linux, as root or where people may have namespaces. */
export function canOwnPolicies(): boolean {
  if (process.platform !== "linux") return false;
  try {
    execFileSync("unshare", ["--map-root-user", "--mount", "true"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/**
 * Makes a program that starts a Chromium for which the policies of the machine are those of a folder.
 * @param program the Chromium
 * @returns its path
 */
export async function programWithPolicies(program: string, folder: string): Promise<string> {
  const [overlay, path] = [join(folder, "overlay"), join(folder, "chromium")];
  await mkdir(overlay, { recursive: true });
  const quoted = [OWN_FOLDERS, program].map((text) => `'${text.replaceAll("'", String.raw`'\''`)}'`);
  await writeFile(
    path,
    `#!/bin/sh
export SIDENOTE_OVERLAY='${overlay}' SIDENOTE_POLICIES='${folder}'
exec unshare --map-root-user --mount --propagation private sh -c ${quoted.join(" ")} "$@"
`,
  );
  await chmod(path, 0o755);
  return path;
}
