import { EMPTY_PAGE, type BenchEnvironment } from "./environment.ts";
import { readUsable, watchUsable } from "./usable-time.ts";

const STARTS = 15;

export interface StartTimes {
  empty: number[];
  panel: number[];
}

/** From opening a page of the extension to a text box that can be typed into, in ms. */
export async function measureStarts({ context, extensionUrl }: BenchEnvironment): Promise<StartTimes> {
  const times: StartTimes = { empty: [], panel: [] };
  const page = await context.newPage();
  await watchUsable(page);
  for (let start = 0; start < STARTS; start += 1) {
    for (const [name, file] of [
      ["empty", EMPTY_PAGE],
      ["panel", "sidepanel.html"],
    ] as const) {
      await page.goto(`${extensionUrl}${file}`);
      times[name].push((await readUsable(page)).boxMs);
    }
  }
  await page.close();
  return times;
}
