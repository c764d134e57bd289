import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import type { AxeResults } from "axe-core";
import axe from "axe-core";
import { FirefoxTab } from "./firefox/page.ts";

/** What axe finds on a page, a line each. In Firefox the page has to be a tab. */
export async function violationsOf(page: Page | FirefoxTab): Promise<string[]> {
  const { violations } =
    page instanceof FirefoxTab
      ? await page.view.run<AxeResults>(`${axe.source}; return window.axe.run()`)
      : await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
