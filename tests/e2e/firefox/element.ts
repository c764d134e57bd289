import { setTimeout as wait } from "node:timers/promises";
import { query, type Step, textMatch } from "./query.ts";
import type { RemoteFunction } from "../../support/firefox-remote.ts";
import type { FirefoxView } from "./view.ts";

/** As Playwright's own limits: how long an action waits for its element. */
export const PATIENCE_MS = 120_000;
const LOOK_EVERY_MS = 50;

/** Looks again and again until there is something to see; undefined when the time is over. */
export async function waitUntil<Value>(
  look: () => Promise<Value | undefined>,
  timeoutMs = PATIENCE_MS,
): Promise<Value | undefined> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const value = await look();
    if (value !== undefined || Date.now() > deadline) return value;
    await wait(LOOK_EVERY_MS);
  }
}

interface RoleOptions {
  name?: string | RegExp;
  exact?: boolean;
}

/** An element of a view, looked for anew each time: as much of Playwright's `Locator` as the tests use. */
export class FirefoxElement {
  readonly #view: FirefoxView;
  readonly #steps: readonly Step[];

  constructor(view: FirefoxView, steps: readonly Step[] = []) {
    this.#view = view;
    this.#steps = steps;
  }

  #next(step: Step): FirefoxElement {
    return new FirefoxElement(this.#view, [...this.#steps, step]);
  }

  getByRole(role: string, { name, exact }: RoleOptions = {}): FirefoxElement {
    return this.#next({ type: "role", role, ...(name !== undefined && { name: textMatch(name, exact) }) });
  }
  getByText(text: string | RegExp, { exact = false } = {}): FirefoxElement {
    return this.#next({ type: "text", text: textMatch(text, exact) });
  }
  locator(selector: string): FirefoxElement {
    return this.#next({ type: "css", selector });
  }
  filter({ hasText }: { hasText: string | RegExp }): FirefoxElement {
    return this.#next({ type: "has-text", text: textMatch(hasText) });
  }
  first(): FirefoxElement {
    return this.#next({ type: "nth", index: 0 });
  }
  last(): FirefoxElement {
    return this.#next({ type: "nth", index: -1 });
  }
  nth(index: number): FirefoxElement {
    return this.#next({ type: "nth", index });
  }

  /** What a function makes of all elements that are there now. */
  ofAll<Result>(task: (elements: Element[]) => Result): Promise<Result> {
    return this.#view.run(`return (${String(task)})((${String(query)})(document, ${JSON.stringify(this.#steps)}))`);
  }

  count(): Promise<number> {
    return this.ofAll((elements) => elements.length);
  }

  /** Runs a function on the one element, as soon as it is there. */
  async evaluate<Result>(task: RemoteFunction, ...more: readonly unknown[]): Promise<Result> {
    await this.#there((elements) => elements.length === 1);
    return this.#view.run(
      `const [element] = (${String(query)})(document, ${JSON.stringify(this.#steps)});
       return (${String(task)})(element, ...${JSON.stringify(more)})`,
    );
  }

  async #there(isThere: (elements: Element[]) => boolean): Promise<void> {
    if (await waitUntil(async () => (await this.ofAll(isThere)) || undefined)) return;
    throw new Error(`There are ${await this.count()} elements: ${JSON.stringify(this.#steps)}`);
  }

  textContent(): Promise<string | null> {
    return this.evaluate((element: Element) => element.textContent);
  }
  getAttribute(name: string): Promise<string | null> {
    return this.evaluate((element: Element, wanted: string) => element.getAttribute(wanted), name);
  }

  /** Where the element stands in its view, when it can be seen, is enabled, and lies there still. */
  async #place(): Promise<{ x: number; y: number }> {
    await this.#there(
      (elements) =>
        elements.length === 1 &&
        elements[0]?.checkVisibility() === true &&
        !elements[0].matches(":disabled, [inert] *"),
    );
    return this.evaluate(async (element: HTMLElement) => {
      element.scrollIntoView({ block: "nearest", behavior: "instant" });
      const box = () => element.getBoundingClientRect();
      for (let before; before?.y !== box().y || before?.x !== box().x;) {
        before = box();
        await new Promise((drawn) => setTimeout(drawn, 16));
      }
      const { x, y, width, height } = box();
      return { x: x + width / 2, y: y + Math.min(height / 2, 12) };
    });
  }

  async click(): Promise<void> {
    await this.#view.click(await this.#place());
  }
  async hover(): Promise<void> {
    await this.#view.hover(await this.#place());
  }
  /** Opens the browser's menu on the element. */
  async rightClick(): Promise<void> {
    await this.#view.click(await this.#place(), "right");
  }
  async focus(): Promise<void> {
    await this.evaluate((element: HTMLElement) => element.focus());
  }

  async fill(text: string): Promise<void> {
    await this.evaluate((element: HTMLInputElement, value: string) => {
      element.focus();
      element.value = value;
      element.dispatchEvent(new Event("input", { bubbles: true }));
    }, text);
  }

  /** Chooses in a list by the words of the option. */
  async selectOption(label: string): Promise<void> {
    await this.evaluate((element: HTMLSelectElement, wanted: string) => {
      const option = [...element.options].find(({ text }) => text.trim() === wanted);
      if (option === undefined) throw new Error(`There is no option ${wanted}`);
      element.value = option.value;
      element.dispatchEvent(new Event("change", { bubbles: true }));
    }, label);
  }

  /** Presses one key, e.g. `Enter` or `Shift+Enter`, while the element has the focus. */
  async press(key: string): Promise<void> {
    await this.focus();
    await this.#view.press(key);
  }
  async pressSequentially(text: string): Promise<void> {
    await this.focus();
    for (const key of text) await this.#view.press(key);
  }

  async dispatchEvent(type: string, properties: object): Promise<void> {
    await this.evaluate(
      (element: Element, name: string, init: object) => {
        const Kind = name.startsWith("key") ? KeyboardEvent : Event;
        element.dispatchEvent(new Kind(name, init));
      },
      type,
      properties,
    );
  }

  async selectText(): Promise<void> {
    await this.evaluate((element: Element) => getSelection()?.selectAllChildren(element));
  }

  toString(): string {
    return JSON.stringify(this.#steps);
  }
}
