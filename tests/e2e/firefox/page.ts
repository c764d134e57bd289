import type { Browser } from "puppeteer-core";
import { FirefoxElement, waitUntil } from "./element.ts";
import { type RemoteFunction, sendBidi } from "../../support/firefox-remote.ts";
import { createTabView, type FirefoxView } from "./view.ts";

/** A document that a person sees: as much of Playwright's `Page` as the tests use. */
export class FirefoxPage {
  readonly view: FirefoxView;

  constructor(view: FirefoxView) {
    this.view = view;
  }

  readonly keyboard = { press: (key: string) => this.view.press(key) };

  /** Where the mouse is. */
  #place = { x: 0, y: 0 };
  readonly mouse = {
    move: (x: number, y: number) => this.view.hover((this.#place = { x, y })),
    down: () => this.view.hold(this.#place, true),
    up: () => this.view.hold(this.#place, false),
  };

  getByRole(...role: Parameters<FirefoxElement["getByRole"]>): FirefoxElement {
    return new FirefoxElement(this.view).getByRole(...role);
  }
  getByText(...text: Parameters<FirefoxElement["getByText"]>): FirefoxElement {
    return new FirefoxElement(this.view).getByText(...text);
  }
  locator(selector: string): FirefoxElement {
    return new FirefoxElement(this.view).locator(selector);
  }
  evaluate<Result>(task: RemoteFunction, ...remoteArguments: readonly unknown[]): Promise<Result> {
    return this.view.call(task, ...remoteArguments);
  }
  title(): Promise<string> {
    return this.evaluate(() => document.title);
  }
  close(): Promise<void> {
    return this.view.close();
  }
  /** `close` is the one event that is known. */
  async waitForEvent(_event: "close"): Promise<void> {
    if (await waitUntil(async () => !(await this.view.isOpen()) || undefined)) return;
    throw new Error("It stays open");
  }
}

/** A tab of its own. */
export class FirefoxTab extends FirefoxPage {
  readonly #browser: Browser;
  readonly #context: string;
  #url = "about:blank";

  constructor(browser: Browser, context: string) {
    super(createTabView(browser, context));
    this.#browser = browser;
    this.#context = context;
  }

  /** Puppeteer's own waits for events that pages of an extension do not send. */
  async goto(url: string, options?: { waitUntil?: "load" | "commit" }): Promise<void> {
    const wait = options?.waitUntil === "commit" ? "none" : "complete";
    await sendBidi(this.#browser, "browsingContext.navigate", { context: this.#context, url, wait });
    this.#url = url;
  }
  async reload(): Promise<void> {
    await sendBidi(this.#browser, "browsingContext.reload", { context: this.#context, wait: "complete" });
  }
  async bringToFront(): Promise<void> {
    await sendBidi(this.#browser, "browsingContext.activate", { context: this.#context });
  }
  url(): string {
    return this.#url;
  }
  /** Reads the address, where the tab was led somewhere else. */
  async readUrl(): Promise<string> {
    this.#url = await this.evaluate(() => location.href);
    return this.#url;
  }
}
