import type { BrowserContext, Locator, Page, Worker } from "@playwright/test";
import type { PracticeSite } from "../practice-site/practice-site.ts";
import type { VirtualDisplay } from "./virtual-display.ts";

export type ViewName = "sidepanel" | "popup";

export interface Picture {
  /** A file's name, without its ending. */
  name: string;
  png: Buffer;
}

export interface BrowserOptions {
  site: PracticeSite;
  /** A language of the interface, e.g. "ru". Default "en". Chromium alone. */
  locale?: string;
  colorScheme?: "light" | "dark";
  /** The text size that the person has chosen in the browser, in pixels. Default 16. Chromium alone. */
  textSize?: number;
  /** Where the browser keeps its data; a folder that stays. Default: a fresh one, removed at the end. */
  profile?: string;
  /** Whether no other test may have used it: in a Firefox that many tests have used, popups stop opening now and then. Firefox alone. */
  fresh?: boolean;
  /** The build that is loaded, from the project's folder. Default: the one that most people have. Chromium alone. */
  build?: string;
  /** The folder of the extension that is loaded instead, as an absolute path: a build that is not today's. */
  extensionFolder?: string;
  /** The folder with the rules of an organisation; see `organisation-files.ts`. Default: there are none. */
  organisation?: string;
  /** Shown on this display instead of headless. Chromium alone: Firefox needs none for menus. */
  display?: VirtualDisplay;
}

/** A browser with the production build, and all the ways in which a person comes to Sidenote's views. */
export interface ExtensionBrowser {
  readonly engine: "chromium" | "firefox";
  /** Chromium alone. */
  readonly context: BrowserContext;
  /** The tab in which the person reads. */
  readonly page: Page;
  readonly extensionUrl: string;
  /** Where the extension's API can be called. */
  background(): Promise<Pick<Worker, "evaluate">>;
  /** Presses the shortcut on the page, and gives the panel when it is there. */
  openPanel(): Promise<Page>;
  /** Presses the shortcut that closes the panel again. */
  closePanel(): Promise<void>;
  openPopup(): Promise<Page>;
  /** The panel or popup that is open, as soon as it is. */
  view(name: ViewName): Promise<Page>;
  /** Allows it access to hosts as soon as it asks, by a pattern such as `https://example.com/*`. */
  allowAccess(pattern: string): Promise<void>;
  /** Gives it access to hosts at once, by such a pattern. */
  giveAccess(pattern: string): Promise<void>;
  /** A page of the extension, e.g. `sidepanel.html`, in a tab of its own. */
  openTab(path: string): Promise<Page>;
  /** The tab that opens because of this. */
  nextTab(cause: () => Promise<void>): Promise<Page>;
  /** Opens the browser's menu on an element of the page, and takes this item of Sidenote's. */
  chooseMenuItem(element: Locator, name: string): Promise<void>;
  /** Really ends the background, as the browser does: no event, no time to save anything. */
  killBackground(): Promise<void>;
  /** Whether the background runs now. Looking does not wake it. */
  backgroundRuns(): Promise<boolean>;
  /** What the browser has said about Sidenote's views, e.g. of what their policy forbids. */
  consoleMessages(): Promise<string[]>;
  /** What stands on screen now: a picture of each page and view in Chromium, of the whole window in Firefox. */
  pictures(): Promise<Picture[]>;
  /** Finds the extension again, once it has loaded itself anew. */
  afterReload(): Promise<void>;
  close(): Promise<void>;
}

/** One browser for many tests: its start takes longer than most of them. */
export interface KeptBrowser {
  /** The browser as after its first start; one of its own where something is asked for that is fixed at the start. */
  start(options: BrowserOptions): Promise<ExtensionBrowser>;
  close(): Promise<void>;
}
