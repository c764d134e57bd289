import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type BrowserContext, chromium, type Page } from "@playwright/test";
import { type PracticeSite, startPracticeSite } from "../practice-site/practice-site.ts";
import { CHROMIUM_BUILD } from "../support/builds.ts";
import { chromiumArguments } from "../support/chromium-arguments.ts";
import { CHROMIUM, requireBrowser } from "../support/find-browser.ts";

/** An empty page of the extension, to compare with. It is in the copy that is measured alone. */
export const EMPTY_PAGE = "empty.html";

export interface BenchEnvironment {
  site: PracticeSite;
  context: BrowserContext;
  extensionUrl: string;
  browserVersion: string;
  newPage(address: string): Promise<Page>;
  close(): Promise<void>;
}

/** The production build in a browser, with the practice site, and the notice agreed to. */
export async function startEnvironment(): Promise<BenchEnvironment> {
  const executablePath = requireBrowser(CHROMIUM);
  const folder = await mkdtemp(join(tmpdir(), "sidenote-bench-"));
  const extension = join(folder, "extension");
  await cp(resolve(CHROMIUM_BUILD), extension, { recursive: true });
  await writeFile(join(extension, EMPTY_PAGE), "<!doctype html><title>Empty</title><textarea></textarea>");
  const site = await startPracticeSite();
  const context = await chromium.launchPersistentContext(join(folder, "profile"), {
    executablePath,
    headless: true,
    viewport: { width: 420, height: 900 },
    args: [...chromiumArguments({ extension, practiceSite: site }), "--no-sandbox"],
  });
  const background = context.serviceWorkers()[0] ?? (await context.waitForEvent("serviceworker"));
  const extensionUrl = new URL("/", background.url()).href;

  async function newPage(address: string): Promise<Page> {
    const page = await context.newPage();
    await page.goto(address);
    return page;
  }

  const first = await newPage(`${extensionUrl}sidepanel.html`);
  await first.getByRole("button", { name: "Agree and start" }).click();
  await first.close();
  return {
    site,
    context,
    extensionUrl,
    browserVersion: context.browser()?.version() ?? (await versionOf(context)),
    newPage,
    async close() {
      await context.close();
      await site.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function versionOf(context: BrowserContext): Promise<string> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const { product } = await session.send("Browser.getVersion");
  await page.close();
  return product;
}
