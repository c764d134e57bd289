import { expect as playwrightExpect } from "@playwright/test";
import { FirefoxElement, waitUntil } from "./element.ts";

interface Found {
  count: number;
  texts: string[];
  values: (string | undefined)[];
  visible: boolean;
  disabled: boolean;
  checked: boolean;
  attributes: Record<string, string>;
}

function look(element: FirefoxElement): Promise<Found> {
  return element.ofAll((elements) => ({
    count: elements.length,
    texts: elements.map(({ textContent }) => (textContent ?? "").replace(/\s+/g, " ").trim()),
    values: elements.map((one) => (one as HTMLInputElement).value),
    visible: elements.some((one) => one.checkVisibility({ visibilityProperty: true })),
    disabled: elements.some((one) => one.matches(":disabled")),
    checked: elements.some((one) => one.matches(":checked")),
    attributes: Object.fromEntries([...(elements[0]?.attributes ?? [])].map(({ name, value }) => [name, value])),
  }));
}

const normal = (text: string) => text.replace(/\s+/g, " ").trim();
const isText = (found: string | undefined, wanted: string | RegExp) =>
  found !== undefined && (typeof wanted === "string" ? found === wanted : wanted.test(found));

/** What Playwright's `expect` says of a locator, for an element in Firefox: each waits until it is so. */
function expectElement(element: FirefoxElement, timeoutMs?: number, not = false) {
  async function until(what: string, isSo: (found: Found) => boolean): Promise<void> {
    let found: Found | undefined;
    const well = await waitUntil(async () => {
      found = await look(element);
      return isSo(found) !== not || undefined;
    }, timeoutMs);
    if (well === undefined) {
      throw new Error(`Expected${not ? " not" : ""} ${what} of ${String(element)}, found ${JSON.stringify(found)}`);
    }
  }
  return {
    toHaveCount: (count: number) => until(`${count} elements`, (found) => found.count === count),
    toBeVisible: () => until("to be seen", ({ visible }) => visible),
    toBeHidden: () => until("to be hidden", ({ visible }) => !visible),
    toBeDisabled: () => until("to be disabled", ({ disabled }) => disabled),
    toBeChecked: () => until("to be checked", ({ checked }) => checked),
    toBeEnabled: () => until("to be enabled", ({ count, disabled }) => count === 1 && !disabled),
    toHaveText: (wanted: string | RegExp | readonly (string | RegExp)[]) => {
      const all = [wanted].flat();
      const isSo = (text: string | RegExp, index: number, texts: string[]) =>
        isText(texts[index], typeof text === "string" ? normal(text) : text);
      return until(
        `text ${all.join(" | ")}`,
        ({ texts }) => texts.length === all.length && all.every((text, index) => isSo(text, index, texts)),
      );
    },
    toContainText: (text: string | RegExp) =>
      until(
        `a text with ${String(text)}`,
        ({ count, texts }) =>
          count === 1 && (typeof text === "string" ? (texts[0] ?? "").includes(normal(text)) : isText(texts[0], text)),
      ),
    toHaveValue: (value: string | RegExp) => until(`value ${String(value)}`, ({ values }) => isText(values[0], value)),
    toHaveAttribute: (name: string, value?: string | RegExp) =>
      until(`attribute ${name} ${String(value)}`, ({ attributes }) =>
        value === undefined ? name in attributes : isText(attributes[name], value),
      ),
  };
}

/** `base`, which takes elements in Firefox too, and waits for what they are to be at most `timeoutMs`. */
function takeFirefox(base: typeof playwrightExpect, timeoutMs?: number): typeof playwrightExpect {
  return new Proxy(base, {
    apply(target, self, [actual, ...more]: [unknown, ...unknown[]]) {
      if (!(actual instanceof FirefoxElement)) return Reflect.apply(target, self, [actual, ...more]) as unknown;
      return { ...expectElement(actual, timeoutMs), not: expectElement(actual, timeoutMs, true) };
    },
    get(target, name) {
      if (name !== "configure") return Reflect.get(target, name) as unknown;
      return (options: { timeout?: number }) => takeFirefox(target.configure(options), options.timeout ?? timeoutMs);
    },
  });
}

/** Playwright's `expect`, which takes elements in Firefox too. */
export const expect = takeFirefox(playwrightExpect);
