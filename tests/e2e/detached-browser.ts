import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type BrowserContext, chromium, type Page } from "@playwright/test";
import type { PracticeSite } from "../practice-site/practice-site.ts";
import { CHROMIUM_BUILD } from "../support/builds.ts";
import { chromiumArguments } from "../support/chromium-arguments.ts";
import { CHROMIUM, requireBrowser } from "../support/find-browser.ts";

/**
 * A Chromium with the production build that nothing is attached to: Playwright keeps a background alive for as long as it
 * is connected, and so tells nothing of how long a background lives by itself.
 */
export interface DetachedBrowser {
  /** Attaches, does in one of Sidenote's views what a person would do, and lets go again; the view is closed. */
  visit(task: (view: Page) => Promise<void>): Promise<void>;
  /** Opens one of Sidenote's views in a tab, and leaves it there with nothing attached. */
  leaveView(): Promise<LeftView>;
  /** Loads a page of the web in a tab, and attaches nothing that is still there afterwards. */
  read(address: string): Promise<void>;
  /** Whether the background runs now. Looking attaches nothing. */
  backgroundRuns(): Promise<boolean>;
  close(): Promise<void>;
}

/** A view that nobody does anything in. */
export interface LeftView {
  /** What it shows. Attaches for a moment. */
  text(): Promise<string>;
}

/** @param extension the folder of the extension; default: the build that most people have */
export async function startDetachedChromium(
  site: PracticeSite,
  extension = resolve(CHROMIUM_BUILD),
): Promise<DetachedBrowser & { pid: number }> {
  const executablePath = requireBrowser(CHROMIUM);
  const profile = await mkdtemp(join(tmpdir(), "sidenote-detached-"));
  const child = spawn(
    executablePath,
    [
      ...chromiumArguments({ extension, practiceSite: site }),
      "--headless=new",
      "--no-sandbox",
      "--lang=en",
      "--password-store=basic",
      "--use-mock-keychain",
      `--user-data-dir=${profile}`,
      "--remote-debugging-port=0",
      "about:blank",
    ],
    { stdio: "ignore", env: { ...process.env, LANGUAGE: "en" } },
  );
  const port = await readPort(profile, child);
  let panel: string | undefined;

  async function attach<Result>(task: (context: BrowserContext) => Promise<Result>): Promise<Result> {
    const connection = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    try {
      const [context] = connection.contexts();
      if (context === undefined) throw new Error("The browser has no profile");
      return await task(context);
    } finally {
      await connection.close();
    }
  }

  return {
    pid: child.pid ?? 0,
    visit: (task) =>
      attach(async (context) => {
        const view = await context.newPage();
        try {
          panel ??= await findPanel(context);
          await view.goto(panel);
          await task(view);
        } finally {
          await view.close();
        }
      }),
    async leaveView() {
      if (panel === undefined) throw new Error("No view has been visited before");
      const address = panel;
      await fetch(`http://127.0.0.1:${port}/json/new?${encodeURIComponent(address)}`, { method: "PUT" });
      return {
        text: () =>
          attach(async (context) => {
            const view = context.pages().find((page) => page.url() === address);
            return (await view?.locator("body").textContent()) ?? "";
          }),
      };
    },
    async read(address) {
      await fetch(`http://127.0.0.1:${port}/json/new?${encodeURIComponent(address)}`, { method: "PUT" });
      // It has a title of its own once it has come.
      while (!(await listTargets(port)).some(({ url, title }) => url === address && !address.includes(title)))
        await wait(50);
    },
    async backgroundRuns() {
      const targets = await listTargets(port);
      return targets.some(({ type }) => type === "service_worker");
    },
    async close() {
      const ended = once(child, "exit");
      if (child.exitCode === null && child.kill()) await ended;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** All that runs in the browser, as it tells without anything being attached. */
async function listTargets(port: string): Promise<readonly { type: string; url: string; title: string }[]> {
  const list = await fetch(`http://127.0.0.1:${port}/json/list`);
  return (await list.json()) as readonly { type: string; url: string; title: string }[];
}

/** The panel's address. Only a background that runs tells it, so it is kept from the first time on. */
async function findPanel(context: BrowserContext): Promise<string> {
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent("serviceworker"));
  return new URL("/sidepanel.html", worker.url()).href;
}

/** The port that the browser chose; it writes it down when it listens. */
async function readPort(profile: string, child: ChildProcess): Promise<string> {
  const deadline = Date.now() + 120_000;
  while (Date.now() < deadline && child.exitCode === null) {
    const written = await readFile(join(profile, "DevToolsActivePort"), "utf8").catch(() => "");
    const [port] = written.split("\n");
    if (port) return port;
    await wait(50);
  }
  throw new Error("The browser did not start");
}
