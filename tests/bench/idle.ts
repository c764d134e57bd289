import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { CHROMIUM_BUILD } from "../../scripts/chromium.mjs";
import { startUnattendedChromium, type UnattendedBrowser } from "../e2e/unattended-browser.ts";
import { benchmarkAnswer, type PracticeSite } from "../practice-site/practice-site.ts";
import { openStored, storeConversation } from "./stored-conversation.ts";

/** What a view that nothing happens in costs, in ms of CPU time of all processes of the extension. */
export interface IdleCost {
  panelMs: number;
  /** The same page, without scripts and so without a port. */
  stillMs: number;
}

const TITLE = "Left open";
const MESSAGES = 1_000;
const IDLE_MS = 95_000;
const STILL_PAGE = "still.html";
/** In `/proc`: hundredths of a second. */
const TICK_MS = 10;

/** A panel with 1,000 messages on screen, and what it shows as a page without scripts, both with nothing attached. */
export async function measureIdle(site: PracticeSite): Promise<IdleCost> {
  const folder = await mkdtemp(join(tmpdir(), "sidenote-idle-"));
  const extension = join(folder, "extension");
  await cp(resolve(CHROMIUM_BUILD), extension, { recursive: true });
  const browsers = [await startUnattendedChromium(site, extension), await startUnattendedChromium(site, extension)];
  const [panel, still] = browsers;
  try {
    if (panel === undefined || still === undefined) throw new Error("No browser");
    const address = await fill(panel, (html) => writeFile(join(extension, STILL_PAGE), html));
    await panel.leaveView();
    await still.read(new URL(STILL_PAGE, address).href);
    const [panelMs, stillMs] = await Promise.all([idle(panel), idle(still)]);
    return { panelMs, stillMs };
  } finally {
    for (const browser of browsers) await browser.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Opens the conversation in the panel, keeps what is shown, and gives the panel's address. */
async function fill(browser: UnattendedBrowser, keep: (html: string) => Promise<void>): Promise<string> {
  let address = "";
  await browser.visit(async (page) => {
    await page.getByRole("button", { name: "Agree and start" }).click();
    const text = benchmarkAnswer(60);
    const messages = Array.from({ length: MESSAGES }, (_, index) => ({
      role: index % 2 === 0 ? ("user" as const) : ("assistant" as const),
      text: index % 2 === 0 ? `Question ${index}` : text,
    }));
    await storeConversation(page, TITLE, messages);
    await (await openStored(page, TITLE)).click();
    await page.locator(".answer .markdown").last().waitFor();
    address = page.url();
    const html = await page.evaluate(() => {
      for (const script of document.querySelectorAll("script, link[rel=modulepreload]")) script.remove();
      document.title = "Still";
      return document.documentElement.outerHTML;
    });
    await keep(`<!doctype html>${html}`);
  });
  return address;
}

/** CPU time of the extension while nothing happens, from the moment on at which its background is asleep. */
async function idle(browser: UnattendedBrowser & { pid: number }): Promise<number> {
  while (await browser.backgroundRuns()) await wait(500);
  const before = await readCpu(browser.pid);
  await wait(IDLE_MS);
  return (await readCpu(browser.pid)) - before;
}

/** CPU time that the extension's processes of this browser have used, those that have ended not counted. Linux alone. */
async function readCpu(browserPid: number): Promise<number> {
  const processes = await Promise.all(
    (await readdir("/proc"))
      .filter((name) => /^\d+$/.test(name))
      .map(async (name) => {
        const stat = await readFile(`/proc/${name}/stat`, "utf8").catch(() => "");
        const command = await readFile(`/proc/${name}/cmdline`, "utf8").catch(() => "");
        // Behind the name in parentheses: state, parent, ..., and as 12th and 13th the time in user and in system mode.
        const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
        const ticks = Number(fields[11]) + Number(fields[12]);
        return { pid: Number(name), parent: Number(fields[1]), ticks, isOurs: command.includes("--extension-process") };
      }),
  );
  const parents = new Map(processes.map(({ pid, parent }) => [pid, parent]));
  const isBelow = (pid: number): boolean => pid === browserPid || (pid > 1 && isBelow(parents.get(pid) ?? 0));
  const ours = processes.filter(({ pid, isOurs }) => isOurs && isBelow(pid));
  return ours.reduce((sum, { ticks }) => sum + ticks * TICK_MS, 0);
}
