import { EMPTY_PAGE, type Surroundings } from "./surroundings.ts";

const STARTS = 15;

export interface StartTimes {
  empty: number[];
  panel: number[];
}

/** From opening a page of the extension to a text box that can be typed into, in ms. */
export async function measureStarts({ newPage, context, extensionUrl }: Surroundings): Promise<StartTimes> {
  const times: StartTimes = { empty: [], panel: [] };
  const page = await context.newPage();
  await page.addInitScript(() => {
    function look(): void {
      const box = document.querySelector("textarea");
      if (box !== null && !box.disabled) document.documentElement.dataset["usable"] = String(performance.now());
      else requestAnimationFrame(look);
    }
    look();
  });
  for (let start = 0; start < STARTS; start += 1) {
    for (const [name, file] of [
      ["empty", EMPTY_PAGE],
      ["panel", "sidepanel.html"],
    ] as const) {
      await page.goto(`${extensionUrl}${file}`);
      await page.locator("html[data-usable]").waitFor({ state: "attached" });
      times[name].push(await page.evaluate(() => Number(document.documentElement.dataset["usable"])));
    }
  }
  await page.close();
  void newPage;
  return times;
}
