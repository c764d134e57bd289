import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { CHROMIUM_BUILD } from "../support/builds.ts";
import { startDetachedChromium, type DetachedBrowser } from "../e2e/detached-browser.ts";
import { benchmarkAnswer, type PracticeSite } from "../practice-site/practice-site.ts";
import { openStored, storeConversation } from "./stored-conversation.ts";

/** What a view that nothing happens in costs, in ms of CPU time of all processes of the extension. */
export interface IdleCost {
  panelMs: number;
  /** The same page, which connects once and never again. */
  withoutPortMs: number;
}

const TITLE = "Left open";
const MESSAGES = 1_000;
const IDLE_MS = 95_000;
const ONCE_PAGE = "once.html";
/** Each connection but the first is to nobody. */
const ONCE_SCRIPT = `
const connect = chrome.runtime.connect;
const silent = { addListener() {} };
const nobody = { postMessage() {}, disconnect() {}, onMessage: silent, onDisconnect: silent };
let connected = false;
chrome.runtime.connect = (...parameters) => {
  if (connected) return nobody;
  connected = true;
  return connect.apply(chrome.runtime, parameters);
};
`;
/** In `/proc`: hundredths of a second. */
const TICK_MS = 10;

/** A panel with 1,000 messages on screen, and one that never connects again, both with nothing attached. */
export async function measureIdle(site: PracticeSite): Promise<IdleCost> {
  const folder = await mkdtemp(join(tmpdir(), "sidenote-idle-"));
  const extension = join(folder, "extension");
  await cp(resolve(CHROMIUM_BUILD), extension, { recursive: true });
  const html = await readFile(join(extension, "sidepanel.html"), "utf8");
  await writeFile(join(extension, "once.js"), ONCE_SCRIPT);
  await writeFile(join(extension, ONCE_PAGE), html.replace("<head>", '<head><script src="/once.js"></script>'));
  const panel = await startDetachedChromium(site, extension);
  const once = await startDetachedChromium(site, extension);
  try {
    await fill(panel);
    await panel.leaveView();
    const address = await fill(once);
    await once.read(new URL(ONCE_PAGE, address).href);
    const [panelMs, withoutPortMs] = await Promise.all([idle(panel), idle(once)]);
    return { panelMs, withoutPortMs };
  } finally {
    await panel.close();
    await once.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Opens the conversation in the panel, which shows it from then on, and gives the panel's address. */
async function fill(browser: DetachedBrowser): Promise<string> {
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
  });
  return address;
}

/** CPU time of the extension while nothing happens, from the moment on at which its background is asleep. */
async function idle(browser: DetachedBrowser & { pid: number }): Promise<number> {
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
