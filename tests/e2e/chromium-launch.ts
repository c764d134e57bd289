import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium } from "@playwright/test";
import { chromiumArguments } from "../support/chromium-arguments.ts";
import { CHROMIUM, requireBrowser } from "../support/find-browser.ts";
import type { BrowserOptions } from "./extension-browser.ts";
import { programWithPolicies } from "./organisation-files.ts";
import { pathWithoutDesktop } from "./without-desktop.ts";

/** Which fonts there are, where the system lets one say so (Linux): those that the tests bring along. */
const FONTS = join(import.meta.dirname, "fonts", "fonts.conf");

// Panels and popups become pages of the browser's context, as tabs are: Chromium tells of them as targets of another type.
process.env["PW_CHROMIUM_ATTACH_TO_OTHER"] = "1";

/** A Chromium that runs, driven by Playwright. */
export interface StartedChromium {
  context: BrowserContext;
  /** Where another connection finds what is no page for the first. */
  port: number;
  /** Ends it, and removes its profile, where that is not one that stays. */
  close(): Promise<void>;
}

/**
 * Starts a Chromium for which the practice site is the web.
 * @param extension the folder of the extension, as an absolute path; without one it is loaded later
 */
export async function launchChromium(options: BrowserOptions, extension?: string): Promise<StartedChromium> {
  const { site, locale = "en", colorScheme = "light", textSize, display } = options;
  const profile = options.profile ?? (await mkdtemp(join(tmpdir(), "sidenote-test-")));
  if (textSize !== undefined) await chooseTextSize(profile, textSize);
  const port = await freePort();
  const program = requireBrowser(CHROMIUM);
  const { organisation } = options;
  const executablePath = organisation === undefined ? program : await programWithPolicies(program, organisation);
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    // The runner's own folder lasts no longer than one test.
    downloadsPath: join(profile, "downloads"),
    headless: display === undefined,
    viewport: null,
    // Else none can be loaded later.
    ignoreDefaultArgs: extension === undefined ? ["--disable-extensions"] : [],
    colorScheme,
    env: {
      ...process.env,
      LANGUAGE: locale,
      FONTCONFIG_FILE: FONTS,
      PATH: await pathWithoutDesktop(join(profile, "programs")),
      ...(display !== undefined && { DISPLAY: display.name }),
    },
    args: [
      ...chromiumArguments({ extension, practiceSite: site }),
      "--no-sandbox",
      `--lang=${locale}`,
      `--remote-debugging-port=${port}`,
    ],
  });
  return {
    context,
    port,
    async close() {
      await context.close();
      if (options.profile === undefined) await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Writes the text size into the browser's settings, as its settings page does. */
async function chooseTextSize(profile: string, textSize: number): Promise<void> {
  await mkdir(join(profile, "Default"), { recursive: true });
  const preferences = { webkit: { webprefs: { default_font_size: textSize } } };
  await writeFile(join(profile, "Default", "Preferences"), JSON.stringify(preferences));
}

/** A port that nobody listens at now. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === "string") throw new Error("No port was given");
  return address.port;
}
