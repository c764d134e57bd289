import type { BrowserContext, Page, Worker } from "@playwright/test";
import type { Browser } from "puppeteer-core";
import type { BrowserOptions, ExtensionBrowser, ViewName } from "../extension-browser.ts";
import { waitUntil } from "./element.ts";
import { EXTENSION_ID, EXTENSION_URL, installSidenote, launchFirefox } from "./launch.ts";
import { FirefoxPage, FirefoxTab } from "./page.ts";
import {
  createChromeRemote,
  createRemote,
  type Remote,
  type RemoteFunction,
  sendBidi,
  withCalls,
} from "../../support/firefox-remote.ts";
import { createPanelView } from "./view.ts";

const VIEW_TYPES = { sidepanel: "sidebar", popup: "popup" } as const;

/** Starts a Firefox of its own. */
export async function startFirefox(options: BrowserOptions): Promise<ExtensionBrowser> {
  const browser = await launchFirefox(options);
  return driveFirefox(browser, options, () => browser.close());
}

/**
 * Puts the production build into a real, headless Firefox, and drives it over WebDriver BiDi. What the protocol does not
 * reach (sidebar, popup, menus, shortcuts) is reached through a page of the extension that nobody sees, and through the
 * browser's own window.
 */
export async function driveFirefox(
  browser: Browser,
  { colorScheme = "light", extensionFolder }: BrowserOptions,
  close: () => Promise<void>,
): Promise<ExtensionBrowser> {
  const chrome = await createChromeRemote(browser);
  await chrome.run(
    `Services.prefs.setIntPref("layout.css.prefers-color-scheme.content-override", ${colorScheme === "dark" ? 0 : 1})`,
  );
  await installSidenote(browser, extensionFolder);
  const page = new FirefoxTab(browser, await openContext("tab"));
  let currentLever = await openLever();
  const lever = withCalls((body) => currentLever.remote.run(body));
  let views = 0;

  /** A page of the extension that nobody sees. */
  async function openLever(): Promise<Lever> {
    const context = await openContext("tab");
    // Not its plain address: where the settings are asked for, they shall open in a tab of their own.
    await navigate(context, `${EXTENSION_URL}options.html#unseen`);
    await page.bringToFront();
    return { context, remote: createRemote(browser, context) };
  }
  async function openContext(type: "tab" | "window"): Promise<string> {
    const created = await sendBidi<{ context: string }>(browser, "browsingContext.create", { type, background: true });
    return created.context;
  }
  async function navigate(context: string, url: string): Promise<void> {
    await sendBidi(browser, "browsingContext.navigate", { context, url, wait: "complete" });
  }
  async function contexts(): Promise<string[]> {
    const tree = await sendBidi<{ contexts: { context: string }[] }>(browser, "browsingContext.getTree", {});
    return tree.contexts.map(({ context }) => context);
  }

  /** The view that is open, once it can be typed into. */
  async function view(name: ViewName): Promise<Page> {
    const type = VIEW_TYPES[name];
    const token = `${name}-${(views += 1)}`;
    const ready = await waitUntil(() =>
      lever.run<true | undefined>(
        `const view = browser.extension.getViews({ type: "${type}" }).at(-1);
         if (!view?.document.querySelector("textarea")) return undefined;
         view.sidenoteTestToken = "${token}";
         return true;`,
      ),
    );
    if (ready === undefined) throw new Error(`The ${name} did not open`);
    return new FirefoxPage(createPanelView(type, token, { lever, chrome })) as unknown as Page;
  }

  const isPanelOpen = () => lever.run<boolean>(`return browser.extension.getViews({ type: "sidebar" }).length > 0`);

  /** The shortcut's command, as its key gives it: keys that are pressed in a headless window do not reach it. */
  async function pressShortcut(open: boolean): Promise<void> {
    await chrome.run(`document.querySelector('keyset[id^="ext-keyset"] key').doCommand()`);
    if (await waitUntil(async () => (await isPanelOpen()) === open || undefined)) return;
    throw new Error(`The shortcut does not ${open ? "open" : "close"} the panel`);
  }

  return {
    engine: "firefox",
    get context(): BrowserContext {
      throw new Error("Playwright's context is there in Chromium alone");
    },
    page: page as unknown as Page,
    extensionUrl: EXTENSION_URL,
    async background() {
      return { evaluate: (task: RemoteFunction, ...more: unknown[]) => lever.call(task, ...more) } as unknown as Worker;
    },
    async openPanel() {
      await pressShortcut(true);
      return view("sidepanel");
    },
    closePanel: () => pressShortcut(false),
    async openPopup() {
      const isOpen = () => lever.run<boolean>(`return browser.extension.getViews({ type: "popup" }).length > 0`);
      // One that opens while the window takes its focus closes again; a person presses again.
      const opened = await waitUntil(async () => {
        await lever.run(`await browser.action.openPopup()`);
        return (await waitUntil(async () => (await isOpen()) || undefined, 2_000)) && view("popup");
      });
      if (opened === undefined) {
        const panels = `return [...document.querySelectorAll("panel")].map(({ id, state }) => id + " " + state).join()`;
        throw new Error(`The popup does not open: ${await chrome.run<string>(panels)}`);
      }
      return opened;
    },
    view,
    async allowAccess() {
      // It was started so that it grants what is asked for.
    },
    async giveAccess(pattern) {
      await chrome.run(
        `const { ExtensionPermissions } = ChromeUtils.importESModule("resource://gre/modules/ExtensionPermissions.sys.mjs");
         const { extension } = WebExtensionPolicy.getByID("${EXTENSION_ID}");
         await ExtensionPermissions.add(extension.id, { permissions: [], origins: [${JSON.stringify(pattern)}] }, extension)`,
      );
    },
    async openTab(path) {
      const tab = new FirefoxTab(browser, await openContext("tab"));
      await tab.goto(new URL(path, EXTENSION_URL).href);
      // As a tab that a person opens: behind others, the browser draws it once a second and less.
      await tab.bringToFront();
      return tab as unknown as Page;
    },
    async nextTab(cause) {
      const before = await contexts();
      await cause();
      const opened = await waitUntil(async () => (await contexts()).find((context) => !before.includes(context)));
      if (opened === undefined) throw new Error("No tab opened");
      const tab = new FirefoxTab(browser, opened);
      await waitUntil(async () => (await tab.readUrl()) !== "about:blank" || undefined);
      return tab as unknown as Page;
    },
    async chooseMenuItem(element, name) {
      await (element as unknown as { rightClick(): Promise<void> }).rightClick();
      const chosen = await waitUntil(() => chrome.run<true | undefined>(chooseText(name)));
      if (chosen === undefined) throw new Error(`There is no item ${name}`);
    },
    async killBackground() {
      await chrome.run(
        `await WebExtensionPolicy.getByID("${EXTENSION_ID}").extension.terminateBackground({
           ignoreDevToolsAttached: true, disableResetIdleForTest: true })`,
      );
    },
    async backgroundRuns() {
      const state = `WebExtensionPolicy.getByID("${EXTENSION_ID}").extension.backgroundState`;
      return (await chrome.run<string>(`return ${state}`)) === "running";
    },
    consoleMessages: () =>
      chrome.run(
        `return Services.console.getMessageArray().map((one) => String(one.message ?? one))
           .filter((message) => message.includes("${EXTENSION_URL}"))`,
      ),
    async pictures() {
      const png = await chrome.run<string>(
        `const bitmap = await window.browsingContext.currentWindowGlobal.drawSnapshot(undefined, 1, "white");
         const canvas = document.createElementNS("http://www.w3.org/1999/xhtml", "canvas");
         Object.assign(canvas, { width: bitmap.width, height: bitmap.height });
         canvas.getContext("bitmaprenderer").transferFromImageBitmap(bitmap);
         return canvas.toDataURL("image/png").replace(/^.*,/, "")`,
      );
      return [{ name: "window", png: Buffer.from(png, "base64") }];
    },
    async afterReload() {
      const before = currentLever.context;
      await waitUntil(async () => !(await contexts()).includes(before) || undefined);
      const found = await waitUntil(() => openLever().catch(() => undefined));
      if (found === undefined) throw new Error("The extension is not there any more");
      currentLever = found;
    },
    close,
  };
}

/** Where the extension's API can be called. */
interface Lever {
  context: string;
  remote: Remote;
}

/** Takes an item of Sidenote's submenu in the menu of the page, once it is there. */
function chooseText(name: string): string {
  return `
    const menu = document.getElementById("contentAreaContextMenu");
    if (menu.state !== "open") return undefined;
    const ours = [...menu.querySelectorAll("menu")].find((one) => one.label === "Sidenote");
    if (!ours) return undefined;
    if (ours.menupopup.state !== "open") { ours.openMenu(true); return undefined; }
    const item = [...ours.menupopup.children].find((one) => one.label === ${JSON.stringify(name)});
    ours.menupopup.activateItem(item);
    return true;`;
}
