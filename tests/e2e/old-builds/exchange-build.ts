import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";
import { FIREFOX_BUILD, PROXY_BUILD } from "../../support/builds.ts";
import type { ExtensionBrowser } from "../extension-browser.ts";

/** For Chromium the one with a proxy: it has all that the usual one has. */
const BUILDS = {
  chromium: { old: "0.1.0-chrome-mv3-proxy.zip", today: PROXY_BUILD },
  firefox: { old: "0.1.0-firefox-mv3.zip", today: FIREFOX_BUILD },
};

export interface Installation {
  engine: ExtensionBrowser["engine"];
  /** The folder of the browser's profile. */
  profile: string;
  /** The folder of the extension. It stays the same: Chromium makes the extension's id of it. */
  extensionFolder: string;
}

/**
 * Puts a build in the place of the one that is there, while the browser is closed. Today's gets a later version than it has,
 * as when it is released.
 */
export async function exchangeBuild(build: "old" | "today", installation: Installation): Promise<void> {
  const { engine, profile, extensionFolder } = installation;
  await rm(extensionFolder, { recursive: true, force: true });
  if (build === "old") await unzip(join(import.meta.dirname, BUILDS[engine].old), extensionFolder);
  else await copyAsLater(BUILDS[engine].today, extensionFolder);
  // Chromium gives an extension that it updates a new worker, but does not see that one was exchanged while it was closed.
  await rm(join(profile, "Default", "Service Worker"), { recursive: true, force: true });
}

async function unzip(zip: string, folder: string): Promise<void> {
  for (const [name, content] of Object.entries(unzipSync(await readFile(zip)))) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
}

async function copyAsLater(build: string, folder: string): Promise<void> {
  await cp(build, folder, { recursive: true });
  const path = join(folder, "manifest.json");
  const manifest = JSON.parse(await readFile(path, "utf8")) as { version: string };
  await writeFile(path, JSON.stringify({ ...manifest, version: `${manifest.version}.1` }));
}
